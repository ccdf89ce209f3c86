/* A change of selection in place: the page of the new address is asked for once, and its content takes the
   place of this one's. Without this script the same links and forms load that page. */
(function () {
  "use strict";

  var KEPT_MILLISECONDS = 5000;
  var MOST_KEPT = 12;
  var ORDER = ["series", "region", "from", "to", "years", "detail", "recorded", "published", "events", "lang"];
  var kept = new Map();
  var newest = 0;
  var here = location.pathname + location.search;

  function plain(address) {
    var url = new URL(address, location.href);
    url.searchParams.delete("hide");
    url.hash = "";
    return url.href;
  }

  /* The page of an address, asked for once though a hand nears its link before it chooses it. */
  function ask(address) {
    var known = kept.get(address);
    if (known && Date.now() - known.at < KEPT_MILLISECONDS) {
      return known.page;
    }
    var page = fetch(address, { headers: { Accept: "text/html" } }).then(function (answer) {
      /* What leads elsewhere is not the page of this address. */
      if (!answer.ok || answer.redirected) {
        throw new Error(String(answer.status));
      }
      return answer.text();
    });
    page.catch(function () { kept.delete(address); });
    kept.set(address, { page: page, at: Date.now() });
    if (kept.size > MOST_KEPT) {
      kept.delete(kept.keys().next().value);
    }
    return page;
  }

  /* What had the focus gets it again; what is gone hands it to the list of series. */
  function nameOfFocus() {
    var element = document.activeElement;
    if (!element || !document.getElementById("main").contains(element)) {
      return null;
    }
    if (element.dataset.focus) {
      return '[data-focus="' + element.dataset.focus + '"]';
    }
    if (element.id) {
      return "#" + CSS.escape(element.id);
    }
    var form = element.closest("form[id]");
    if (form) {
      return "#" + form.id + " " + (element.name ? '[name="' + element.name + '"]' : 'button[type="submit"]');
    }
    var box = element.closest(".chart-box");
    return box ? "#" + box.id + " svg.picture" : "";
  }

  /* A link that gets the focus back is not neared by a hand. */
  var isPutting = false;

  function refocus(path) {
    if (path === null) {
      return;
    }
    var found = path && Array.prototype.find.call(document.querySelectorAll(path), function (element) {
      return element.getClientRects().length;
    });
    var instead = document.querySelector(".all-series-way, .headline");
    var target = found || instead;
    if (target) {
      if (target === instead && target.tabIndex < 0) {
        target.tabIndex = -1;
      }
      isPutting = true;
      target.focus({ preventScroll: true });
      isPutting = false;
    }
  }

  /* There before it says something, so that it is heard at once. */
  var teller = document.createElement("div");
  teller.id = "change-told";
  teller.className = "unseen";
  teller.setAttribute("role", "status");
  document.body.appendChild(teller);

  function say(text) {
    teller.textContent = text;
  }

  function put(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var focus = nameOfFocus();
    var typed = isSearch(document.activeElement) ? document.activeElement : null;
    var place = [window.scrollX, window.scrollY];
    var list = document.getElementById("series-list");
    var below = list && document.activeElement.closest(".search") === null ? list.scrollTop : 0;
    var open = Array.prototype.map.call(document.querySelectorAll("main details[id][open]"), function (one) { return one.id; });
    ["main", "footer"].forEach(function (id) {
      document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
    });
    var links = page.querySelectorAll(".site-header a");
    Array.prototype.forEach.call(document.querySelectorAll(".site-header a"), function (link, number) {
      link.href = links[number].getAttribute("href");
    });
    open.forEach(function (id) {
      var details = document.getElementById(id);
      if (details) {
        details.open = true;
      }
    });
    document.title = page.title;
    document.dispatchEvent(new CustomEvent("selection-changed"));
    window.scrollTo(place[0], place[1]);
    list = document.getElementById("series-list");
    if (list) {
      list.scrollTop = below;
    }
    refocus(focus);
    if (typed && isSearch(document.activeElement)) {
      /* What was typed while the answer was on its way stays. */
      document.activeElement.value = typed.value;
      document.activeElement.setSelectionRange(typed.selectionStart, typed.selectionEnd);
    }
    if (document.activeElement.matches(".search input, .search select")) {
      say(document.querySelector(".found").textContent);
      return;
    }
    var headline = document.querySelector(".headline") || document.querySelector("h1");
    var subtitle = document.querySelector(".headline ~ .subtitle");
    say(headline ? [headline, subtitle].map(function (one) { return one ? one.textContent : ""; }).join(" ") : page.title);
  }

  /* What is hidden stays so where it is still shown: a series taken out comes back in sight. */
  function hiddenIn(address) {
    var shown = new URL(address, location.href).searchParams.getAll("series");
    return (new URLSearchParams(location.search).get("hide") || "").split(",").filter(function (id) {
      return id && (!shown.length || shown.indexOf(id) >= 0);
    });
  }

  function change(address, isNew, isTyped) {
    clearTimeout(pause);
    var number = ++newest;
    var hidden = hiddenIn(address);
    var busy = setTimeout(function () { document.documentElement.classList.add("is-changing"); }, 150);
    return ask(plain(address)).then(function (text) {
      if (number !== newest) {
        return;
      }
      if (isNew) {
        var to = plain(address);
        var ids = hidden.map(encodeURIComponent).join(",");
        history[isTyped ? "replaceState" : "pushState"]({}, "", ids ? to + (to.indexOf("?") < 0 ? "?" : "&") + "hide=" + ids : to);
      }
      here = location.pathname + location.search;
      put(text);
    }).catch(function () {
      if (number === newest && navigator.onLine === false) {
        tellOffline();
      } else if (number === newest) {
        location.href = address;
      }
    }).then(function () {
      clearTimeout(busy);
      if (number === newest) {
        document.documentElement.classList.remove("is-changing");
      }
    });
  }

  /* Without a connection what is read stays. */
  function tellOffline() {
    var main = document.getElementById("main");
    if (!document.getElementById("offline")) {
      var notice = document.createElement("p");
      notice.id = "offline";
      notice.className = "notice";
      notice.textContent = main.dataset.offline;
      main.insertBefore(notice, main.firstChild);
    }
    say(main.dataset.offline);
  }

  function isPlainClick(event) {
    return !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  function liveLink(event) {
    return event.target.closest ? event.target.closest("a[data-live]") : null;
  }

  document.addEventListener("click", function (event) {
    var link = liveLink(event);
    if (link && isPlainClick(event)) {
      event.preventDefault();
      change(link.href, true);
    }
  });

  /* The scripts of Explore are fetched, not run, once a hand nears the way there. */
  var fetched = false;
  function fetchScripts(address) {
    fetched = true;
    ask(address).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      Array.prototype.forEach.call(page.querySelectorAll("script[src]"), function (script) {
        var hint = document.createElement("link");
        hint.rel = "prefetch";
        hint.as = "script";
        hint.href = script.getAttribute("src");
        document.head.appendChild(hint);
      });
    }).catch(function () { fetched = false; });
  }

  ["pointerover", "focusin", "touchstart"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var link = liveLink(event);
      var explore = event.target.closest ? event.target.closest("a[data-explore]") : null;
      if (link && !isPutting) {
        ask(plain(link.href));
      } else if (explore && !fetched) {
        fetchScripts(explore.href);
      }
    }, { passive: true });
  });

  /* From the field of a list to what was found in it, and back. */
  document.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    var list = step && event.target.closest ? event.target.closest(".all-series") : null;
    var stops = list ? Array.from(list.querySelectorAll("input[type=search], a.series-link")) : [];
    var next = stops.indexOf(event.target) < 0 ? null : stops[stops.indexOf(event.target) + step];
    if (next && !event.isComposing) {
      event.preventDefault();
      next.focus();
    }
  });

  function addressOf(form) {
    var pairs = Array.from(new FormData(form)).filter(function (pair) { return pair[1]; });
    pairs.sort(function (one, other) { return ORDER.indexOf(one[0]) - ORDER.indexOf(other[0]); });
    return form.getAttribute("action") + "?" + new URLSearchParams(pairs);
  }

  document.addEventListener("submit", function (event) {
    clearTimeout(pause);
    if (event.target.matches("form[data-live]")) {
      event.preventDefault();
      change(addressOf(event.target), true);
    }
  });

  /* A search answers while it is typed. What an input method still puts together is let alone: nothing takes
     the place of its field meanwhile. */
  var pause;
  function isSearch(element) {
    return Boolean(element && element.matches && element.matches("form[data-live] input[type=search]"));
  }

  ["input", "compositionstart", "compositionend"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!isSearch(event.target)) {
        return;
      }
      clearTimeout(pause);
      if (event.isComposing || name === "compositionstart") {
        newest += 1;
        return;
      }
      if (!isPressed) {
        pause = setTimeout(function () {
          if (event.target.isConnected) {
            change(addressOf(event.target.form), true, true);
          }
        }, 150);
      }
    });
  });

  /* Who presses a link has done with typing, also where the press ends what an input method put together. */
  var isPressed = false;
  document.addEventListener("pointerdown", function (event) {
    isPressed = Boolean(liveLink(event));
    if (isPressed) {
      clearTimeout(pause);
    }
  }, true);
  ["click", "pointercancel", "keydown"].forEach(function (name) {
    document.addEventListener(name, function () { isPressed = false; });
  });

  document.addEventListener("change", function (event) {
    var form = event.target.closest ? event.target.closest("form[data-live]") : null;
    if (form && event.target.matches(".search select")) {
      change(addressOf(form), true, true);
    } else if (form) {
      ask(plain(addressOf(form)));
    }
  });

  window.addEventListener("popstate", function () {
    /* Whatever is on its way was asked for from another place. */
    clearTimeout(pause);
    newest += 1;
    document.documentElement.classList.remove("is-changing");
    if (location.pathname + location.search !== here) {
      change(location.href, false);
    }
  });

  /* A place in a list of many pages: the server says on which of them it stands. */
  var wanted = "";
  try {
    wanted = decodeURIComponent(location.hash.slice(1));
  } catch {
    /* What is no text names no place. */
  }
  var page = new URL(location.href);
  if (wanted && document.querySelector(".main-sources") && !document.getElementById(wanted) &&
      page.searchParams.get("at") !== wanted) {
    page.search = "";
    page.searchParams.set("at", wanted);
    location.replace(page.href);
  }

  window.changeSelection = function (address) { change(address, true); };
})();
