// Searches the static index of one language; see scripts/bansac/search/ for how it is made.
// The folding here is the same as in words.py: tests run the same cases through both.
const HAN = /[\u4e00-\u9fff\u3400-\u4dbf]/;
const WORD = /[\u4e00-\u9fff\u3400-\u4dbf]+|(?:(?![\u4e00-\u9fff\u3400-\u4dbf])[\p{L}\p{N}])+(?:['’ʼ][\p{L}\p{N}]+)*/gu;
const SIGNS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
const FORMS = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ؤ: "و", ة: "ه", گ: "ك", ک: "ك", ی: "ي" };
const LETTERS = { đ: "d", ð: "d", ø: "o", ł: "l", ß: "ss", æ: "ae", œ: "oe", ı: "i", ё: "е", "’": "'", ʼ: "'" };
const ARTICLE = /^(?:[وف])?(?:بال|كال|فال|وال|لل|ال)(?=.{2,})/;
const AND = /^و+(?=.{3,})/;
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/;
const PAIRED = new Set(["vi"]);
const SHORT = 4, LONGER = 5, KEY = 3, PAGES = 16, STEP = 16;

export const words = (text) => (text.normalize("NFC").replace(SIGNS, "").match(WORD) ?? []).map((word) => word.toLowerCase());

const swapped = (text, table) => [...text].map((letter) => table[letter] ?? letter).join("");

export function fold(word) {
  const bare = swapped(word.normalize("NFKC"), FORMS);
  if (bare[0] >= "\u0600" && bare[0] <= "\u06ff") return bare.replace(ARTICLE, "").replace(AND, "");
  return swapped(bare, LETTERS).normalize("NFD").replace(/\p{M}/gu, "").replace(ELISION, "");
}

export function shardOf(term, shards) {
  const whole = term.startsWith("=") || term.includes("+") || HAN.test(term);
  let value = 0;
  for (const letter of whole ? [...term] : [...term].slice(0, KEY)) value = (value * 31 + letter.codePointAt(0)) % 65521;
  return value % shards;
}

// What a query asks for: each wish is a set of terms of which a page should have one.
function wishes(query, locale) {
  const found = [], list = words(query);
  let previous = "";
  list.forEach((word, place) => {
    if (HAN.test(word)) {
      const grams = word.length > 1 ? [...word].slice(1).map((letter, at) => [...word][at] + letter) : [word];
      for (const gram of grams) found.push({ look: gram, whole: true, weight: 2 });
      previous = "";
      return;
    }
    const folded = fold(word);
    if (!folded) return;
    found.push({ look: folded, typing: place === list.length - 1, weight: 1, exact: folded !== word ? "=" + word : "" });
    if (PAIRED.has(locale)) {
      if (previous) found.push({ look: `${previous}+${folded}`, whole: true, weight: 4, pair: true });
      previous = folded;
    }
  });
  return found;
}

// The terms of a shard that a word stands for, with how well: itself, its stem, or what it may become.
function* matches(shard, { look, whole, typing }) {
  if (shard[look]) yield [look, 1];
  if (whole) return;
  for (const term of Object.keys(shard)) {
    if (term === look || HAN.test(term) || term.startsWith("=") || term.includes("+")) continue;
    if (look.startsWith(term) && term.length >= SHORT && look.length - term.length <= LONGER) yield [term, 1 - 0.1 * (look.length - term.length)];
    if (typing && look.length >= KEY && term.startsWith(look)) yield [term, 0.2];
  }
}

export async function open(base, locale) {
  const kept = new Map();
  const get = (name) => {
    if (!kept.has(name)) {
      kept.set(name, fetch(base + name).then((answer) => { if (!answer.ok) throw new Error(name); return answer.json(); }));
      kept.get(name).catch(() => kept.delete(name));
    }
    return kept.get(name);
  };
  const head = await get("head.json");
  const held = new Set(head.held);
  const shard = async (term) => { const at = shardOf(term, head.shards); return held.has(at) ? get(`t/${at}.json`) : {}; };

  async function search(query, { section = "", year = "" } = {}) {
    const asked = wishes(query, locale);
    const score = new Map(), hits = new Map(), pairs = new Set();
    await Promise.all(asked.map(async (wish, place) => {
      const [near, exact] = await Promise.all([shard(wish.look), wish.exact ? shard(wish.exact) : {}]);
      const give = (postings, share) => {
        const rare = Math.log(1 + head.pages / postings.length);
        for (const posting of postings) {
          const page = posting >> 4;
          score.set(page, (score.get(page) ?? 0) + (posting & 15) * rare * share * wish.weight);
          if (wish.pair) pairs.add(page);
          else hits.set(page, (hits.get(page) ?? new Set()).add(place));
        }
      };
      for (const [term, share] of matches(near, wish)) give(near[term], share);
      if (exact[wish.exact]) give(exact[wish.exact], 1);
    }));
    const singles = asked.filter((wish) => !wish.pair).length;
    let pages = [...score.keys()];
    const all = pages.filter((page) => hits.get(page)?.size === singles);
    if (all.length) pages = all;
    const together = pages.filter((page) => pairs.has(page));
    if (together.length) pages = together;
    const inSection = head.sections.indexOf(section), inYear = head.years.indexOf(year);
    if (section) pages = pages.filter((page) => head.section[page] === inSection);
    if (year) pages = pages.filter((page) => head.year[page] === inYear);
    const size = (page) => hits.get(page)?.size ?? 0;
    pages.sort((one, other) => size(other) - size(one) || score.get(other) - score.get(one) || one - other);
    const looked = asked.filter((wish) => !wish.pair).map((wish) => wish.look);
    return { total: pages.length, results: pages.map((page) => () => result(page, looked)) };
  }

  async function result(page, looked) {
    const [url, title, description, section, date, headings = []] = (await get(`d/${Math.floor(page / PAGES)}.json`))[page % PAGES];
    const has = (text) => words(text).map(fold).filter((word) => looked.some((look) => word.startsWith(look) || look.startsWith(word) && word.length >= SHORT)).length;
    const heading = headings.filter(([, text]) => has(text)).sort((one, other) => has(other[1]) - has(one[1]))[0];
    return { url, title, description, section, date, heading: heading && { id: heading[0], text: heading[1] } };
  }

  return { search, sections: head.sections.filter(Boolean), years: head.years.filter(Boolean).reverse(), step: STEP };
}

// The words of a text that a query found, for marking: pairs of text and whether it was found.
export function marked(text, query) {
  const looked = words(query).flatMap((word) => HAN.test(word) ? [word] : [fold(word)]).filter(Boolean);
  const parts = [];
  let position = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0].toLowerCase();
    const found = HAN.test(word) ? looked.some((look) => word.includes(look) || look.includes(word))
      : looked.some((look) => { const folded = fold(word); return folded === look || folded.startsWith(look) && look.length >= KEY || look.startsWith(folded) && folded.length >= SHORT; });
    if (!found) continue;
    parts.push([text.slice(position, match.index), false], [match[0], true]);
    position = match.index + match[0].length;
  }
  parts.push([text.slice(position), false]);
  return parts;
}
