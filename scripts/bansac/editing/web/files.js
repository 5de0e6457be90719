// The folder that the editor works on: the interface of the File System Access API, answered by the local server.
// It takes the place of the browser's own, so that every browser can edit, and the server alone decides what is written.
(() => {
  "use strict";

  const address = (path) => `/files/${path.split("/").map(encodeURIComponent).join("/")}`;
  const missing = (path) => new DOMException(`${path}: not found`, "NotFoundError");

  const ask = async (path, options = {}) => {
    const answer = await fetch(address(path), options);
    if (answer.status === 404) {
      throw missing(path);
    }
    if (!answer.ok) {
      const text = await answer.text();
      parent.postMessage({ refused: text, path }, location.origin);
      throw new DOMException(text, "NoModificationAllowedError");
    }
    return answer;
  };

  const list = async () => {
    const answer = await fetch("/files");
    if (!answer.ok) {
      throw new DOMException("files", "NotAllowedError");
    }
    return answer.json();
  };

  class Writer {
    #path;
    #parts = [];

    constructor(path) {
      this.#path = path;
    }

    async write(data) {
      this.#parts.push(data);
    }

    async close() {
      const answer = await ask(this.#path, { method: "PUT", body: new Blob(this.#parts) });
      parent.postMessage({ written: this.#path, changed: answer.headers.get("X-Changed") === "yes" }, location.origin);
    }
  }

  class Handle {
    constructor(path) {
      this.path = path;
      this.name = path.split("/").pop();
    }

    async isSameEntry(other) {
      return other?.path === this.path;
    }

    async queryPermission() {
      return "granted";
    }

    async requestPermission() {
      return "granted";
    }
  }

  class FileHandle extends Handle {
    kind = "file";
    #text;

    constructor(path, text = null) {
      super(path);
      this.#text = text;
    }

    // What the list brought along is good once, right after the list; later the file may be another one.
    async getFile() {
      if (this.#text !== null) {
        const text = this.#text;
        this.#text = null;
        return new File([text], this.name, { type: "text/markdown" });
      }
      const answer = await ask(this.path);
      const type = answer.headers.get("Content-Type") ?? "";
      return new File([await answer.blob()], this.name, { type });
    }

    async createWritable() {
      return new Writer(this.path);
    }
  }

  class DirectoryHandle extends Handle {
    kind = "directory";
    #listed;

    constructor(path, listed) {
      super(path);
      this.#listed = listed;
    }

    #within(name) {
      return this.path ? `${this.path}/${name}` : name;
    }

    async *entries() {
      const listed = this.#listed ?? (await list());
      const start = this.path ? `${this.path}/` : "";
      const names = new Map();
      for (const { path, text } of listed) {
        if (path.startsWith(start)) {
          const rest = path.slice(start.length).split("/");
          names.set(rest[0], rest.length > 1 ? undefined : text);
        }
      }
      for (const [name, text] of names) {
        const path = this.#within(name);
        yield [name, text === undefined ? new DirectoryHandle(path, listed) : new FileHandle(path, text)];
      }
    }

    async *keys() {
      for await (const [name] of this.entries()) {
        yield name;
      }
    }

    async *values() {
      for await (const [, handle] of this.entries()) {
        yield handle;
      }
    }

    [Symbol.asyncIterator]() {
      return this.entries();
    }

    async getFileHandle(name, { create = false } = {}) {
      const path = this.#within(name);
      if (!create && !(await list()).some((entry) => entry.path === path)) {
        throw missing(path);
      }
      return new FileHandle(path);
    }

    async getDirectoryHandle(name, { create = false } = {}) {
      const path = this.#within(name);
      if (!create && !(await list()).some((entry) => entry.path.startsWith(`${path}/`))) {
        throw missing(path);
      }
      return new DirectoryHandle(path);
    }

    async removeEntry(name) {
      await ask(this.#within(name), { method: "DELETE" });
      parent.postMessage({ written: this.#within(name), changed: true }, location.origin);
    }
  }

  const root = new DirectoryHandle("");
  const store = { getDirectoryHandle: async () => root, removeEntry: async () => {} };
  const storage = navigator.storage ?? {};
  Object.defineProperty(storage, "getDirectory", { value: async () => store, configurable: true });
  if (!navigator.storage) {
    Object.defineProperty(navigator, "storage", { value: storage });
  }
  // The editor asks the class whether files can be renamed in place: here they are copied and deleted.
  Object.defineProperty(window, "FileSystemFileHandle", { value: FileHandle, configurable: true, writable: true });
})();
