// The page around the editor: what is wrong with what was saved, the preview, and shortcodes to copy.
"use strict";

const WORDS = {
  vi: {
    errors: "Lỗi", preview: "Xem trước", codes: "Mã chèn", check: "Đang kiểm tra…", build: "Nội dung đúng. Đang dựng bản xem trước…",
    right: "Nội dung đúng. Bản xem trước là mới nhất.", wrong: (count) => `Có ${count} lỗi. Bản xem trước chưa có thay đổi vừa lưu.`,
    lost: "Mất liên lạc với “bansac edit”. Cửa sổ lệnh còn mở không?", here: "Ở tệp vừa lưu", elsewhere: "Ở tệp khác",
    warnings: "Lưu ý (không chặn việc xuất bản)", line: "dòng", field: "Ô", found: "Đang viết", allowed: "Cho phép", remedy: "Cách sửa:",
    accept: "Bản dịch đã theo bản gốc", none: "Không có lỗi nào.", window: "Mở ở thẻ mới", copy: "Chép", copied: "Đã chép. Dán vào thân bài bằng Ctrl+V.",
    fold: "Thu hoặc mở bảng này", notes: (count) => `${count} lưu ý ở các tệp khác`, wait: "Bản xem trước hiện ra sau lần dựng đầu tiên.", refused: "Không lưu được:",
    how: "Bấm “Chép” rồi dán vào thân bài. Mã chèn lấy số liệu, nguồn và ngày từ dữ liệu, đúng trong mọi ngôn ngữ.",
  },
  en: {
    errors: "Errors", preview: "Preview", codes: "Shortcodes", check: "Checking…", build: "The content is right. Building the preview…",
    right: "The content is right. The preview is up to date.", wrong: (count) => `${count} errors. The preview does not show what you saved.`,
    lost: "No answer from “bansac edit”. Is its window still open?", here: "In the file just saved", elsewhere: "In other files",
    warnings: "Remarks (they stop nothing)", line: "line", field: "Field", found: "Found", allowed: "Allowed", remedy: "To mend it:",
    accept: "The translation follows its source", none: "No errors.", window: "Open in a tab", copy: "Copy", copied: "Copied. Paste it into the text with Ctrl+V.",
    fold: "Fold or unfold this panel", notes: (count) => `${count} remarks in other files`, wait: "The preview appears after the first build.", refused: "Not saved:",
    how: "“Copy”, then paste into the text. Shortcodes take figures, sources and dates from the data, right in every language.",
  },
};

const byId = (id) => document.getElementById(id);
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

let setup;
let say = WORDS.vi;
let now = { errors: [], warnings: [], saved: [], built: 0, busy: "check" };
let refused = null;
let shown = { page: "", locale: null, built: 0 };

const select = (tab) => {
  for (const other of byId("tabs").children) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", chosen);
    other.tabIndex = chosen ? 0 : -1;
    byId(other.getAttribute("aria-controls")).hidden = !chosen;
  }
};

const row = (name, value) => (value ? [element("dt", { textContent: name }), element("dd", { textContent: value })] : []);

const complaint = (error, kind) => {
  const [what, remedy] = error[setup.language];
  const place = [error.path, error.line && `${say.line} ${error.line}`].filter(Boolean).join(", ");
  const box = element("article", { className: `complaint ${kind}` });
  box.append(element("p", { className: "what", textContent: what }), element("p", { className: "place", textContent: place }));
  if (error.text) {
    box.append(element("p", {}, element("q", { textContent: error.text })));
  }
  const plain = error.code === "outdated" ? [] : [...row(say.found, error.found), ...row(say.allowed, error.allowed)];
  const rows = [...row(say.field, setup.fields[error.field] ?? error.field), ...plain];
  if (rows.length > 0) {
    box.append(element("dl", {}, ...rows));
  }
  box.append(element("p", { className: "fix", textContent: `${say.remedy} ${remedy}` }));
  if (error.code === "outdated") {
    const button = element("button", { type: "button", textContent: say.accept });
    button.addEventListener("click", () => fetch(`/accept/${error.path.replace(/^content\//, "")}`, { method: "POST" }));
    box.append(element("p", { className: "fix" }, button));
  }
  return box;
};

const group = (title, errors, kind) =>
  errors.length > 0 ? [element("h2", { textContent: title }), ...errors.map((error) => complaint(error, kind))] : [];

const showErrors = () => {
  const saved = new Set(now.saved);
  const own = (error) => saved.has(error.path);
  const others = now.warnings.filter((warning) => !own(warning)).length;
  byId("errors").replaceChildren(
    ...(refused ? [element("article", { className: "complaint" }, element("p", { className: "what", textContent: say.refused }), element("p", { textContent: refused }))] : []),
    ...group(say.here, now.errors.filter(own), "error"),
    ...group(say.elsewhere, now.errors.filter((error) => !own(error)), "error"),
    ...group(say.warnings, now.warnings.filter(own), "warning"),
    ...(now.errors.length === 0 && !refused ? [element("p", { className: "note", textContent: say.none })] : []),
    ...(others > 0 ? [element("p", { className: "note", textContent: say.notes(others) })] : []),
  );
  byId("tab-errors").textContent = `${say.errors} (${now.errors.length})`;
};

// Folded, the button still says how many errors there are.
const showFold = () => {
  const isFolded = document.body.hasAttribute("data-folded");
  byId("fold").textContent = isFolded ? (now.errors.length > 0 ? String(now.errors.length) : "«") : "»";
  byId("fold").setAttribute("aria-expanded", !isFolded);
};

const showStatus = () => {
  const state = now.busy || (now.errors.length > 0 ? "wrong" : "right");
  byId("status").dataset.state = state;
  document.body.toggleAttribute("data-wrong", state === "wrong");
  showFold();
  byId("status").textContent = state === "wrong" ? say.wrong(now.errors.length) : say[state];
};

// en/plan/ → en/
const prefixOf = (page) => setup.locales.map((locale) => locale.prefix).find((prefix) => prefix && page.startsWith(prefix)) ?? "";
const inSource = (page) => page.slice(prefixOf(page).length);

const turnTo = (page) => {
  shown = { ...shown, page, locale: inSource(page) === inSource(shown.page) ? (shown.locale ?? prefixOf(shown.page)) : null };
};

const showPreview = () => {
  const prefix = shown.locale ?? prefixOf(shown.page);
  const address = `${setup.preview}${prefix}${inSource(shown.page)}`;
  for (const button of byId("languages").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", button.value === prefix);
  }
  byId("languages").lastElementChild.href = address;
  const waits = now.busy !== "" || (now.errors.length > 0 && inSource(shown.page) === inSource(now.page ?? ""));
  if (now.built === 0 || waits) {
    return;
  }
  if (byId("preview-frame").src !== address) {
    byId("preview-frame").src = address;
  } else if (shown.built !== now.built) {
    byId("preview-frame").contentWindow.postMessage("reload", new URL(address).origin);
  }
  shown.built = now.built;
};

const showLanguages = () => {
  const buttons = setup.locales.map((locale) => {
    const button = element("button", { type: "button", textContent: locale.code, title: locale.name, value: locale.prefix });
    button.addEventListener("click", () => {
      shown.locale = locale.prefix;
      showPreview();
    });
    return button;
  });
  byId("languages").replaceChildren(...buttons, element("a", { target: "_blank", rel: "noreferrer", textContent: say.window }));
};

const showCodes = () => {
  const rows = setup.shortcodes.map(({ text, says, choices }) => {
    const code = element("code", { textContent: text });
    const button = element("button", { type: "button", textContent: say.copy });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      byId("status").textContent = say.copied;
    });
    const line = element("div", { className: "code" }, code, button);
    if (choices.length > 0) {
      const chosen = element("select", { ariaLabel: text }, ...choices.map(({ value, label }) => element("option", { value, textContent: label })));
      const written = text;
      chosen.addEventListener("change", () => {
        code.textContent = written.replace("…", chosen.value);
      });
      code.textContent = written.replace("…", chosen.value);
      line.append(chosen);
    }
    line.append(element("span", { textContent: says }));
    return line;
  });
  byId("codes").replaceChildren(element("p", { className: "note", textContent: say.how }), ...rows);
};

// #/collections/history/entries/founding → history/founding/
const pageOf = (hash) => {
  const match = /^#\/collections\/([\w-]+)\/entries\/([\w/-]+)/.exec(hash);
  if (!match || !(match[1] in setup.folders)) {
    return null;
  }
  const folder = setup.folders[match[1]];
  const slug = match[2].replace(/(^|\/)index$/, "");
  if (!folder) {
    return slug === "news-index" ? "news/" : slug ? `${slug}/` : "";
  }
  return `${folder}/${slug}`.replace(/\/?$/, "/");
};

const hear = (event) => {
  if (event.origin !== location.origin) {
    return;
  }
  if (event.data.refused) {
    refused = `${event.data.path}: ${event.data.refused}`;
    showErrors();
    select(byId("tab-errors"));
  } else if (event.data.written) {
    refused = null;
    now = { ...now, busy: event.data.changed ? "check" : now.busy };
    showStatus();
  } else if (event.data.place !== undefined) {
    const page = pageOf(event.data.place);
    if (page !== null && page !== shown.page) {
      turnTo(page);
      showPreview();
    }
  }
};

const listen = () => {
  const events = new EventSource("/events");
  events.onmessage = (event) => {
    const before = now;
    now = JSON.parse(event.data);
    if (now.page !== null && now.saved.join() !== before.saved.join()) {
      turnTo(now.page);
    }
    if (now.errors.length > 0 && before.errors.length === 0) {
      select(byId("tab-errors"));
    }
    if (JSON.stringify([now.errors, now.warnings, now.saved]) !== JSON.stringify([before.errors, before.warnings, before.saved])) {
      showErrors();
    }
    showStatus();
    showPreview();
  };
  events.onerror = () => {
    byId("status").dataset.state = "wrong";
    byId("status").textContent = say.lost;
  };
};

const start = async () => {
  setup = await (await fetch("/setup.json")).json();
  say = WORDS[setup.language];
  document.documentElement.lang = setup.language;
  document.title = setup.config.app_title;
  byId("tab-preview").textContent = say.preview;
  byId("tab-codes").textContent = say.codes;
  byId("fold").title = say.fold;
  byId("fold").ariaLabel = say.fold;
  byId("fold").addEventListener("click", () => {
    document.body.toggleAttribute("data-folded");
    showFold();
  });
  for (const tab of byId("tabs").children) {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const next = { ArrowRight: tab.nextElementSibling, ArrowLeft: tab.previousElementSibling }[event.key];
      if (next) {
        select(next);
        next.focus();
      }
    });
  }
  showErrors();
  showStatus();
  showLanguages();
  showCodes();
  addEventListener("message", hear);
  listen();
};

start();
