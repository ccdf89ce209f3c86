/* The briefing tray: filled from any page, kept in this browser and in the address, ordered by drag and by
   keyboard; and the making of its file, with word of how far it is. Without this script every link and
   button of it still works, one page at a time. */
(function () {
  "use strict";

  var KEPT = "piracy-tray";
  var PATH = "/briefing";
  var root = document.documentElement;

  function kept() {
    try {
      return localStorage.getItem(KEPT) || "";
    } catch (refused) {
      return "";
    }
  }

  function keep(query) {
    try {
      localStorage.setItem(KEPT, query);
    } catch (refused) { /* a browser that keeps nothing: the address still holds the tray */ }
    count();
  }

  function items(query) {
    return new URLSearchParams(query).getAll("item");
  }

  /* Beside the page's name in the navigation. */
  function count() {
    var number = items(kept()).length;
    if (number) {
      root.dataset.tray = number;
      root.style.setProperty("--tray-count", '"' + number + '"');
    } else {
      delete root.dataset.tray;
    }
  }

  function tell(place, text) {
    var box = document.getElementById(place);
    if (!box) {
      box = document.createElement("div");
      box.id = place;
      box.className = "unseen";
      box.setAttribute("role", "status");
      document.body.appendChild(box);
    }
    box.textContent = "";
    setTimeout(function () { box.textContent = text; }, 50);
  }

  /* What stands behind the first question mark; an item has one of its own. */
  function queryOf(address) {
    var at = address.indexOf("?");
    return new URLSearchParams(at < 0 ? "" : address.slice(at + 1));
  }

  /* What of an address is the tray: not the language of the page, nor what was just added. */
  function trayOf(address) {
    var all = queryOf(address);
    all.delete("lang");
    return all.toString();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-add]") : null;
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    if (items(kept()).indexOf(link.dataset.add) < 0) {
      var tray = new URLSearchParams(kept());
      tray.append("item", link.dataset.add);
      keep(tray.toString());
    }
    link.classList.add("is-copied");
    tell("tray-added", link.dataset.done);
    setTimeout(function () { link.classList.remove("is-copied"); }, 2500);
  });

  window.addEventListener("storage", count);
  count();

  /* The rest is the Briefing page alone. */
  var page = document.getElementById("briefing");
  if (!page || location.pathname !== PATH) {
    return;
  }
  var language = new URLSearchParams(location.search).get("lang");

  function withLanguage(query) {
    return PATH + "?" + [query, language ? "lang=" + language : ""].filter(Boolean).join("&");
  }

  function settle() {
    var here = trayOf(page.dataset.address);
    var mine = kept();
    if (!items(here).length && items(mine).length) {
      location.replace(withLanguage(mine));
      return;
    }
    history.replaceState({}, "", page.dataset.address);
    if (!items(mine).length || items(mine).join("\n") === items(here).join("\n")) {
      keep(here);
    } else if (items(here).length) {
      document.getElementById("tray-mine").href = withLanguage(mine);
      document.getElementById("tray-another").hidden = false;
    }
  }

  function adopt() {
    document.getElementById("tray-another").hidden = true;
    keep(trayOf(page.dataset.address));
  }

  document.getElementById("tray-adopt").addEventListener("click", adopt);

  /* The Briefing page of an address; what stands around the tray and leads on with it is put in place. */
  function asked(address) {
    return fetch(address).then(function (answer) { return answer.text(); }).then(function (text) {
      var whole = new DOMParser().parseFromString(text, "text/html");
      document.getElementById("language").href = whole.getElementById("language").href;
      document.getElementById("footer").innerHTML = whole.getElementById("footer").innerHTML;
      return whole.getElementById("briefing");
    });
  }

  /* Another tray in place of this one, without losing the place on the page or the focus. */
  function show(address, focus, push) {
    page.classList.add("is-busy");
    return asked(address).then(function (made) {
      var file = page.querySelector('input[type="file"]');
      page.innerHTML = made.innerHTML;
      page.dataset.address = made.dataset.address;
      page.classList.remove("is-busy");
      var place = page.querySelector('input[type="file"]');
      if (file && place && file.files.length) {
        place.files = file.files;
      }
      if (push) {
        history.pushState({}, "", made.dataset.address);
      }
      adopt();
      var target = focus && document.getElementById(focus);
      (target || page.querySelector(".tray-link[href], .tray-add")).focus({ preventScroll: Boolean(target) });
      return made;
    }).catch(function () { location.href = address; });
  }

  /* Back and forward are steps in the filling of one's own tray. */
  window.addEventListener("popstate", function () { show(location.href, "", false); });

  page.addEventListener("click", function (event) {
    var link = event.target.closest("a.tray-link, a.tray-add, .tray-empty a.button");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    var said = link.getAttribute("aria-label");
    show(link.href, wanted(link), true).then(function () { if (said) { tell("tray-done", said); } });
  });

  /* The same control of the same chart in its new place; at either end the one that still works. */
  function wanted(link) {
    var name = link.dataset.focus;
    if (!name) {
      return "";
    }
    var to = Number(name.split("-")[1]);
    var last = page.querySelectorAll(".tray-item").length - 1;
    if (name.indexOf("up-") === 0 && to === 0) {
      return "down-0";
    }
    return name.indexOf("down-") === 0 && to === last ? "up-" + last : name;
  }

  /* Drag: the list shows the new order at once; the tray follows when it is dropped. */
  var dragged = null;

  page.addEventListener("dragstart", function (event) {
    dragged = event.target.closest ? event.target.closest(".tray-item") : null;
    if (dragged) {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.item);
      dragged.classList.add("is-dragged");
    }
  });

  page.addEventListener("dragover", function (event) {
    var over = event.target.closest(".tray-item");
    if (!dragged) {
      return;
    }
    event.preventDefault();
    if (over && over !== dragged) {
      var box = over.getBoundingClientRect();
      var after = event.clientY > box.top + box.height / 2;
      over.parentNode.insertBefore(dragged, after ? over.nextSibling : over);
    }
  });

  page.addEventListener("drop", function (event) {
    if (dragged) {
      event.preventDefault();
      reorder(dragged);
    }
  });

  page.addEventListener("dragend", function () {
    if (dragged) {
      dragged.classList.remove("is-dragged");
      dragged = null;
    }
  });

  function reorder(item) {
    var listed = Array.prototype.slice.call(page.querySelectorAll(".tray-item"));
    var tray = queryOf(page.dataset.address);
    tray.delete("item");
    listed.forEach(function (one) { tray.append("item", one.dataset.item); });
    show(PATH + "?" + tray.toString(), "out-" + listed.indexOf(item), true);
  }

  /* The form is part of the address. */
  page.addEventListener("change", function (event) {
    var form = document.getElementById("make");
    if (!form || !form.contains(event.target) || event.target.type === "file") {
      return;
    }
    var said = new FormData(form);
    var tray = new URLSearchParams();
    said.getAll("item").forEach(function (one) { tray.append("item", one); });
    if (said.get("title")) {
      tray.set("title", said.get("title"));
    }
    if (said.getAll("languages").length) {
      tray.set("languages", said.getAll("languages").join(","));
    }
    if (said.get("paper")) {
      tray.set("paper", said.get("paper"));
    }
    ["recorded", "published", "lang"].forEach(function (name) {
      if (said.get(name)) {
        tray.set(name, said.get(name));
      }
    });
    asked(PATH + "?" + tray.toString()).then(function (made) {
      page.dataset.address = made.dataset.address;
      page.querySelector(".briefing-links").innerHTML = made.querySelector(".briefing-links").innerHTML;
      page.querySelector(".briefing-tray").innerHTML = made.querySelector(".briefing-tray").innerHTML;
      history.replaceState({}, "", made.dataset.address);
      adopt();
    });
  });

  /* The making: begun, asked after, fetched. Where that fails, the form is sent as without scripts. */
  page.addEventListener("submit", function (event) {
    var form = event.target;
    var button = event.submitter;
    if (form.id !== "make" || !button || button.name !== "format") {
      return;
    }
    event.preventDefault();
    var sent = new FormData(form);
    sent.set("format", button.value);
    buttons(true);
    function plainly() {
      buttons(false);
      document.getElementById("making").hidden = true;
      form.action = button.formAction;
      form.submit();
    }
    fetch(PATH + "/jobs", { method: "POST", body: sent }).then(function (answer) {
      if (answer.status === 202) {
        return answer.json().then(function (job) { follow(job, plainly); });
      }
      return answer.text().then(function (text) { over(text.trim()); });
    }).catch(plainly);
  });

  function buttons(off) {
    page.querySelectorAll(".make button").forEach(function (one) { one.disabled = off; });
  }

  /* A server of several processes may not know a job that another began: then the form is sent plainly. */
  function follow(job, plainly) {
    var box = document.getElementById("making");
    box.hidden = false;
    box.classList.remove("is-fault");
    box.querySelector("progress").hidden = false;
    box.querySelector("progress").max = job.total;
    box.querySelector("progress").value = job.done;
    document.getElementById("making-told").textContent = job.doing;
    if (job.fault) {
      over(job.fault);
    } else if (job.file) {
      buttons(false);
      box.querySelector("progress").value = job.total;
      location.href = job.file;
    } else {
      setTimeout(function () {
        fetch(job.at).then(function (answer) { return answer.json(); }).then(function (later) {
          follow(later, plainly);
        }).catch(plainly);
      }, 400);
    }
  }

  function over(sentence) {
    var box = document.getElementById("making");
    box.hidden = false;
    box.classList.add("is-fault");
    box.querySelector("progress").hidden = true;
    document.getElementById("making-told").textContent = sentence;
    buttons(false);
  }

  settle();
})();

/* On Overview: the way to what has changed since this browser was here before today. The moment stays in the
   browser; the day is named as the reader's clock has it. */
(function () {
  "use strict";

  var KEPT = "piracy-visit";
  var line = document.querySelector(".changes-line[data-visit]");
  if (!line) {
    return;
  }

  function dayOf(moment, locale, style) {
    return new Date(moment).toLocaleDateString(locale, style);
  }

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) || {};
    } catch {
      return {};
    }
  }

  var now = new Date().toISOString();
  var visit = kept();
  var isKnown = Number.isFinite(Date.parse(visit.last)) && visit.last <= now;
  if (isKnown && dayOf(visit.last, "sv-SE") !== dayOf(now, "sv-SE")) {
    visit.before = visit.last;
  }
  if (!Number.isFinite(Date.parse(visit.before)) || visit.before > now) {
    delete visit.before;
  }
  visit.last = now;
  try {
    localStorage.setItem(KEPT, JSON.stringify(visit));
  } catch {
    return;
  }
  if (!visit.before) {
    return;
  }
  var address = new URL(line.querySelector("a").href);
  address.searchParams.set("since", visit.before);
  var isJapanese = document.documentElement.lang === "ja";
  var day = isJapanese ? dayOf(visit.before, "ja-JP", { dateStyle: "long" }) : dayOf(visit.before, "sv-SE");
  var link = document.createElement("a");
  link.href = address.pathname + address.search;
  link.textContent = line.dataset.visit.replace("{day}", day);
  line.append(" ", link);
})();
