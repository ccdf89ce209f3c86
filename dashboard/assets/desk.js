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

  // A corrected cell is sent when it is left, by Enter too; the answer is the whole review, the focus stays.
  document.addEventListener("change", (event) => {
    const cell = event.target;
    if (!cell.classList || !cell.classList.contains("cell")) return;
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
