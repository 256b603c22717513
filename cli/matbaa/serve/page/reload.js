// Loads the page again when it has been made anew, and shows what is wrong in the edition. `matbaa serve` adds this to what it
// answers; the files of the edition do not have it.
(() => {
  "use strict";
  const self = document.currentScript;
  const { since, server } = self.dataset;
  const key = "matbaa-serve-open";
  let number = since;
  let source;
  let box;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const counted = (remarks) =>
    ["error", "warning", "hint"]
      .map((severity) => [remarks.filter((one) => one.severity === severity).length, severity])
      .filter(([count]) => count)
      .map(([count, severity]) => `${count} ${severity}${count > 1 ? "s" : ""}`)
      .join(", ");

  const item = (remark) => {
    const made = element("li", `matbaa-serve-${remark.severity}`);
    const place = [remark.file, remark.line, remark.column].filter(Boolean).join(":");
    const head = element("p", "matbaa-serve-head");
    head.append(element("b", "", `${remark.severity} ${remark.code}`), " ", element("span", "", place));
    made.append(head, element("p", "", remark.message));
    if (remark.excerpt) made.append(element("pre", "", remark.excerpt));
    if (remark.hint) made.append(element("p", "matbaa-serve-hint", remark.hint));
    return made;
  };

  const show = (remarks, failed) => {
    box?.remove();
    box = undefined;
    if (!remarks.length) return;
    box = element("details", failed ? "matbaa-serve matbaa-serve-failed" : "matbaa-serve");
    box.setAttribute("data-pagefind-ignore", "");
    const list = element("ol");
    list.append(...remarks.slice(0, 100).map(item));
    box.append(element("summary", "", failed ? `Not made anew: ${counted(remarks)}` : counted(remarks)), list);
    box.open = failed || sessionStorage.getItem(key) === "yes";
    box.addEventListener("toggle", () => failed || sessionStorage.setItem(key, box.open ? "yes" : "no"));
    document.body.append(box);
  };

  const restyle = (names) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(link.href);
      if (names.some((name) => address.pathname === `/${name}`)) {
        address.search = `?${number}`;
        link.href = address;
      }
    }
  };

  const listen = () => {
    const page = encodeURIComponent(location.pathname);
    source = new EventSource(`/.matbaa/news?since=${number}&server=${server}&page=${page}`);
    source.onmessage = ({ data }) => {
      const told = JSON.parse(data);
      if (told.reload) {
        source.close();
        location.reload();
        return;
      }
      number = told.number;
      restyle(told.styles);
      show(told.remarks, told.failed);
    };
    // asked again with the number of the last event that has come
    source.onerror = () => {
      source.close();
      setTimeout(listen, 1000);
    };
  };

  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
})();
