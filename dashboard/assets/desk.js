// The desk: drop a file, paste cells, correct a cell, say that something is under way.
(function () {
  "use strict";
  htmx.config.includeIndicatorStyles = false;
  htmx.config.allowEval = false;

  // What day it is, is to be said by the analyst's clock.
  const ahead = -new Date().getTimezoneOffset();
  document.cookie = `piracy_clock=${ahead}; path=/data; max-age=31536000; samesite=lax`;

  const upload = document.getElementById("upload");
  if (upload) {
    const drop = document.getElementById("drop");
    const file = document.getElementById("file");
    for (const name of ["dragover", "dragenter"]) {
      document.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) drop.classList.remove("over");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) {
        file.files = event.dataTransfer.files;
        upload.requestSubmit();
      }
    });
    file.addEventListener("change", () => file.files.length && upload.requestSubmit());
    document.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain");
      if (event.target === document.body && text.includes("\n")) {
        document.getElementById("pasted").value = text;
        upload.requestSubmit();
      }
    });
  }

  // A corrected cell is sent when it is left, by Enter too; the answer is the whole review, the focus stays,
  // and so does what was answered while it was under way.
  const all_said = () => typed().map(([form, field]) => [form, field.name, said(field)]);
  const by_name = (every) => new Map(every.map(([form, name, value]) => [`${form} ${name}`, value]));
  let sent = new Map();
  let since = [];
  document.addEventListener("htmx:beforeSwap", () => {
    const before = ([form, name]) => sent.get(`${form} ${name}`);
    since = all_said().filter((one) => before(one) !== undefined && before(one) !== one[2]);
  });
  document.addEventListener("htmx:afterSwap", () => {
    put_back(since);
    sent = waiting > 1 ? by_name(all_said()) : new Map();
  });
  document.addEventListener("change", (event) => {
    const cell = event.target;
    if (!cell.classList || !cell.classList.contains("cell")) return;
    sent = by_name(all_said());
    const review = document.getElementById("review");
    const answers = review.querySelector("form[action*='/answers']");
    htmx.ajax("POST", review.dataset.base, {
      target: "#review",
      swap: "outerHTML",
      values: {
        ...(answers ? Object.fromEntries(new FormData(answers)) : {}), // not sent yet, and not to be lost
        with_answers: answers ? "1" : "",
        line: cell.dataset.line,
        column: cell.dataset.column,
        text: cell.value,
        csrf_token: review.querySelector("input[name=csrf_token]").value,
      },
    });
  });

  document.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.classList || !cell.classList.contains("cell")) return;
    const steps = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = [...document.querySelectorAll(".grid tbody tr")].filter((row) => row.querySelector(".cell"));
    const index = rows.indexOf(cell.closest("tr")) + step[0];
    if (rows[index]) rows[index].querySelectorAll(".cell")[Number(cell.dataset.column)].focus();
  });

  // What was typed and not sent yet goes along to the page in the other language.
  const typed = () =>
    [...document.querySelectorAll("main form")].flatMap((form) =>
      [...form.elements]
        .filter((field) => field.name && !["hidden", "file", "password", "submit"].includes(field.type))
        .map((field) => [new URL(form.action).pathname, field]),
    );
  const said = (field) => (field.type === "checkbox" ? field.checked : field.value);
  const put_back = (kept) => {
    for (const [form, field] of typed()) {
      const before = kept.find((one) => one[0] === form && one[1] === field.name);
      if (!before || before[2] === said(field)) continue;
      if (field.type === "checkbox") field.checked = before[2];
      else field.value = before[2];
      const fold = field.closest("details");
      if (fold) fold.open = true;
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#language");
    if (!link) return;
    const kept = all_said();
    sessionStorage.setItem("typed", JSON.stringify({ path: location.pathname, kept }));
    if (waiting === 0) return; // else a corrected cell is on its way, and would be called back
    event.preventDefault();
    document.addEventListener("htmx:afterRequest", () => location.assign(link.href), { once: true });
  });
  const { path, kept } = JSON.parse(sessionStorage.getItem("typed")) || {};
  sessionStorage.removeItem("typed");
  if (path === location.pathname) put_back(kept);

  let waiting = 0;
  const busy = () => document.querySelectorAll(".busy").forEach((one) => (one.hidden = waiting === 0));
  document.addEventListener("htmx:beforeRequest", () => { waiting += 1; busy(); });
  document.addEventListener("htmx:afterRequest", () => { waiting -= 1; busy(); });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = document.getElementById("progress");
    if (!bar || !event.detail.lengthComputable) return;
    if (event.detail.loaded < event.detail.total) bar.value = (100 * event.detail.loaded) / event.detail.total;
    else bar.removeAttribute("value");
  });
  // Errors are answered with readable pages: show them whole.
  document.addEventListener("htmx:responseError", (event) => {
    document.open();
    document.write(event.detail.xhr.responseText);
    document.close();
  });
})();
