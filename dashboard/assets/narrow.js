/* The list of publications narrows while a hand types or chooses, as the server would answer the same address.
   A place that an address names is shown, whatever was chosen. */
(function () {
  "use strict";

  var box = document.querySelector("[data-narrow]");
  var fields = Array.from(box ? box.querySelectorAll("input:not([type=hidden]), select") : []);

  function plain(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  function narrow() {
    var asked = {};
    fields.forEach(function (field) { asked[field.name] = field.value; });
    if (asked.from && asked.to && Number(asked.from) > Number(asked.to)) {
      asked = Object.assign(asked, { from: asked.to, to: asked.from });
    }
    var parts = plain(asked.find).split(/\s+/).filter(Boolean);
    var count = 0;
    document.querySelectorAll(".publisher").forEach(function (publisher) {
      var lines = Array.from(publisher.querySelectorAll(".publication-line"));
      var shown = (lines.length ? lines : [publisher]).filter(function (line) {
        var title = line === publisher ? "" : line.querySelector(".publication-title").textContent;
        var text = plain([publisher.dataset.find, line.dataset.find, title].join("\n"));
        var year = Number(line.dataset.year);
        line.hidden = !(parts.every(function (part) { return text.includes(part); }) &&
          (!asked.publisher || asked.publisher === publisher.dataset.publisher) &&
          (!asked.nearness || (line.dataset.nearness || "").split(" ").includes(asked.nearness)) &&
          (!asked.from || year >= asked.from) && (!asked.to || (year && year <= asked.to)));
        return !line.hidden;
      }).length;
      publisher.hidden = !shown;
      count += lines.length ? shown : 0;
    });
    var told = document.querySelector(".found");
    var isAsked = fields.some(function (field) { return field.value; });
    told.textContent = !isAsked ? "" : count ? told.dataset.some.replace("{count}", count) : told.dataset.none;
  }

  function answer(event) {
    event.preventDefault();
    narrow();
    if (box.action) {
      var pairs = Array.from(new FormData(box)).filter(function (pair) { return pair[1]; });
      history.replaceState({}, "", box.getAttribute("action") + "?" + new URLSearchParams(pairs));
    }
  }

  /* The place that the address names; none where it is no text. */
  function wanted() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  function reveal() {
    var place = document.getElementById(wanted());
    if (!place || !place.closest(".publisher")) {
      return;
    }
    if (place.closest("[hidden]")) {
      fields.forEach(function (field) { field.value = ""; });
      narrow();
    }
    for (var one = place; one; one = one.parentElement) {
      one.open = one.matches("details") || one.open;
    }
    place.scrollIntoView();
  }

  if (box) {
    box.hidden = false;
    narrow();
    ["input", "submit"].forEach(function (name) { box.addEventListener(name, answer); });
    addEventListener("hashchange", reveal);
    reveal();
  }
})();
