// Searches the static index of one language; see scripts/bansac/search/ for how it is made.
// The folding here is the same as in words.py: tests run the same cases through both.
const HAN = /[\u4e00-\u9fff\u3400-\u4dbf]/;
const WORD = /[\u4e00-\u9fff\u3400-\u4dbf]+|(?:(?![\u4e00-\u9fff\u3400-\u4dbf])[\p{L}\p{N}])+(?:['’ʼ][\p{L}\p{N}]+)*/gu;
const SIGNS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
const ARABIC = /^[\u0600-\u06ff]/;
const ARTICLE = /^[وف]?(?:[بكفو]?ال|لل)(?=.{2,})/;
const AND = /^و+(?=.{3,})/;
const JOINED = /^[بلفك](?=.{4,})/;
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/;
const LETTERS = {
  đ: "d", ð: "d", ø: "o", ł: "l", ß: "ss", æ: "ae", œ: "oe", ı: "i", ё: "е",
  أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ؤ: "و", ة: "ه", گ: "ك", ک: "ك", ی: "ي",
  ...Object.fromEntries([..."٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"].map((digit, place) => [digit, `${place % 10}`])),
};
const FLEETING = /(?<=[бвгджзклмнпрстфхцчшщ].)(?<=[оеё])(?=[кцлнр]$)/;
const PAIRED = new Set(["vi"]);
const STEMMED = new Set(["en", "fr", "es", "ru", "ar", "sv"]);
const SHORT = 3, KEY = 3, PAGES = 8;
const MOST = 16, MOST_PAIRS = 6; // of a query that are looked up: so no query costs more than so many files

// How much longer than a term a word may be that is found by it: a short stem belongs to short words only.
const longer = (length) => length > SHORT + 1 ? 6 : length > SHORT ? 4 : 1;

export const words = (text) => (text.normalize("NFKC").replace(SIGNS, "").match(WORD) ?? []).map((word) => word.toLowerCase().replace(/[’ʼ]/g, "'"));
export const bare = (word) => ARABIC.test(word) ? word.replace(ARTICLE, "").replace(AND, "") : word.replace(ELISION, "");
export const plain = (word) => [...word].map((letter) => LETTERS[letter] ?? letter).join("").normalize("NFD").replace(/\p{M}/gu, "");
export const fold = (word) => plain(bare(word));

export function variants(word, locale) {
  const folded = fold(word);
  if (locale === "ar" && JOINED.test(folded)) return [folded.slice(1).replace(AND, "")];
  if (locale === "ru" && folded.length > SHORT + 1 && FLEETING.test(folded)) return [folded.slice(0, -2) + folded.at(-1)];
  return [];
}

export function markedStart(word, length) {
  for (let end = 1; end < word.length; end++) if (plain(word.slice(0, end)).length >= length) return word.slice(0, end);
  return word;
}

export function keyOf(term, split) {
  if (term.includes("+") || HAN.test(term)) return term;
  let length = KEY;
  while (split.has(term.slice(0, length)) && term.length > length) length++;
  return term.slice(0, length);
}

export function shardOf(key, shards) {
  let value = 0;
  for (const letter of key) value = (value * 31 + letter.codePointAt(0)) % 65521;
  return value % shards;
}

// What a query asks for: words to look up, each in its forms; and, where words are written as syllables, pairs of them.
function wishes(query, locale) {
  const single = [], pairs = [], list = words(query);
  let previous;
  list.forEach((word, place) => {
    if (HAN.test(word)) {
      const letters = [...word];
      const grams = letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : letters;
      for (const gram of grams) single.push({ looks: [gram], whole: true, weight: 2 });
      previous = undefined;
      return;
    }
    const folded = fold(word);
    if (!folded) return;
    // A word typed without its hamza may seem to begin with the article: ألوان as الوان.
    const whole = locale === "ar" && word.startsWith("ال") ? [plain(word)] : [];
    const wish = { looks: [folded, ...variants(word, locale), ...whole], bare: bare(word), typing: place === list.length - 1, weight: 1 };
    single.push(wish);
    if (PAIRED.has(locale)) {
      if (previous) pairs.push({ look: `${previous.looks[0]}+${folded}`, of: [previous, wish] });
      previous = wish;
    }
  });
  return { single: single.slice(0, MOST), pairs: pairs.slice(0, MOST_PAIRS) };
}

// The terms of a shard that a form of a word stands for, with how well: itself, the beginning of it, or what it may become.
function* matches(shard, look, { whole, typing }, stemmed) {
  if (Object.hasOwn(shard, look)) yield [look, 1];
  if (whole) return;
  for (const term of Object.keys(shard)) {
    if (term === look || HAN.test(term) || term.startsWith("=") || term.includes("+")) continue;
    const rest = look.length - term.length;
    if (stemmed && term.length >= SHORT && rest <= longer(term.length) && look.startsWith(term)) yield [term, 1 - 0.1 * rest];
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
  const held = new Set(head.held), split = new Set(head.split), stemmed = STEMMED.has(locale);
  const shard = async (key) => { const at = shardOf(key, head.shards); return held.has(at) ? get(`t/${at}.json`) : {}; };

  // Where the forms of a word lie: with it, or with a beginning of it that is a whole term.
  async function shards(look) {
    const key = keyOf(look, split);
    const starts = stemmed && !HAN.test(look) ? Array.from(key, (_, at) => key.slice(0, at)).filter((start) => start.length >= SHORT && look.length - start.length <= longer(start.length)) : [];
    const all = await Promise.all([key, ...starts].map(shard));
    return [...new Set(all)];
  }

  async function search(query, { section = "", year = "" } = {}) {
    const { single, pairs } = wishes(query, locale);
    const score = new Map(), hits = new Map(), exact = new Map(), together = new Set();
    const note = (map, page, place) => map.set(page, (map.get(page) ?? new Set()).add(place));
    const add = (found, weight) => {
      const rare = Math.log(1 + head.pages / found.size);
      for (const [page, best] of found) score.set(page, (score.get(page) ?? 0) + best * rare * weight);
    };
    await Promise.all(single.map(async (wish, place) => {
      const found = new Map();
      for (const look of wish.looks) for (const near of await shards(look)) {
        for (const [term, share] of matches(near, look, wish, stemmed)) {
          wish.known ||= term === look;
          for (const posting of near[term]) found.set(posting >> 4, Math.max(found.get(posting >> 4) ?? 0, (posting & 15) * share));
          // With its marks as they were typed: an unmarked word asks for none, and an ending may differ.
          const marked = wish.bare && term.length <= wish.looks[0].length ? markedStart(wish.bare, term.length) : term;
          for (const posting of (marked === term ? near[term] : near["=" + marked]) ?? []) note(exact, posting >> 4, place);
        }
      }
      for (const page of found.keys()) note(hits, page, place);
      add(found, wish.weight);
    }));
    await Promise.all(pairs.filter(({ of }) => of.every((wish) => wish.known)).map(async ({ look }) => {
      const near = await shard(keyOf(look, split));
      const found = new Map((Object.hasOwn(near, look) ? near[look] : []).map((posting) => [posting >> 4, posting & 15]));
      for (const page of found.keys()) together.add(page);
      add(found, 4);
    }));
    const size = (map, page) => map.get(page)?.size ?? 0;
    let pages = [...hits.keys()];
    for (const wanted of [(page) => size(hits, page) === single.length, (page) => together.has(page)]) {
      const found = pages.filter(wanted);
      if (found.length) pages = found;
    }
    const inSection = head.sections.indexOf(section), inYear = head.years.indexOf(year);
    if (section) pages = pages.filter((page) => head.section[page] === inSection);
    if (year) pages = pages.filter((page) => head.year[page] === inYear);
    pages.sort((one, other) => size(hits, other) - size(hits, one) || size(exact, other) - size(exact, one) || score.get(other) - score.get(one) || one - other);
    const looked = single.flatMap(({ looks }) => looks);
    return { total: pages.length, results: pages.map((page) => () => result(page, looked)) };
  }

  async function result(page, looked) {
    const [url, title, description, section, date, headings = []] = (await get(`d/${Math.floor(page / PAGES)}.json`))[page % PAGES];
    const has = (text) => words(text).filter((word) => isFound(word, looked, locale)).length;
    const heading = headings.filter(([, text]) => has(text)).sort((one, other) => has(other[1]) - has(one[1]))[0];
    return { url, title, description, section, date, heading: heading && { id: heading[0], text: heading[1] } };
  }

  return { search, sections: head.sections.filter(Boolean), years: head.years.filter(Boolean).reverse() };
}

// Whether a word of a text is one of those looked for, another form of it, or what it may become.
function isFound(word, looked, locale) {
  if (HAN.test(word)) return looked.some((look) => word.includes(look));
  const stem = (one, other) => STEMMED.has(locale) && one.length >= SHORT && other.startsWith(one) && other.length - one.length <= longer(one.length);
  return [fold(word), ...variants(word, locale)].some((form) => looked.some((look) => form === look || look.length >= KEY && form.startsWith(look) || stem(form, look)));
}

// The words of a text that a query found, for marking: pairs of text and whether it was found.
export function marked(text, query, locale) {
  const looked = words(query).flatMap((word) => HAN.test(word) ? [word] : [fold(word), ...variants(word, locale)]).filter(Boolean);
  const parts = [];
  let position = 0;
  const mark = (start, end) => { parts.push([text.slice(position, start), false], [text.slice(start, end), true]); position = end; };
  for (const { 0: run, index } of text.matchAll(WORD)) {
    if (!HAN.test(run)) { if (words(run).some((word) => isFound(word, looked, locale))) mark(index, index + run.length); continue; }
    for (let at = 0; at < run.length;) {
      const look = looked.filter((one) => run.startsWith(one, at)).sort((one, other) => other.length - one.length)[0];
      if (look) mark(index + at, index + at + look.length);
      at += look?.length ?? 1;
    }
  }
  parts.push([text.slice(position), false]);
  return parts;
}
