/* A chart answers the hand. The picture that the server drew is the chart: nothing is drawn again.

   Pointer, tap and keys show a year across the plot and, in a small box, what each series says of it. An
   entry of the key lifts its series out, and hides it. A drag over a plot asks for its years. What is said
   stands in the page as data, in the page's language; without this script each mark is a link. */
(function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg";
  var HIDE = "hide";
  var EDGE = 12;
  var DRAG = 6;
  var LONGEST = 60;
  var pictures = new Map();
  var shown = null;
  var pinned = false;
  var lastPointer = "mouse";

  function all(root, path) {
    return Array.prototype.slice.call(root.querySelectorAll(path));
  }

  function numbers(text) {
    return (text || "").split(" ").map(Number);
  }

  function made(name, parent, className) {
    var element = document.createElement(name);
    element.className = className || "";
    parent.appendChild(element);
    return element;
  }

  /* What stands in a picture. */

  function spokenOf(node) {
    var title = node.querySelector(":scope > title");
    return title ? title.textContent : node.getAttribute("aria-label") || "";
  }

  function markOf(node, series) {
    var at = numbers(node.dataset.at);
    return {
      node: node, series: series, place: at[0], x: at[1], y: at[2], spoken: spokenOf(node),
      period: node.dataset.period || "", said: node.dataset.said || "", source: node.dataset.source || "",
      address: node.href ? node.href.baseVal : ""
    };
  }

  function seriesOf(node) {
    var series = {
      node: node, id: node.dataset.series, look: node.dataset.look, role: node.dataset.role,
      name: node.dataset.name, sign: node.dataset.sign, ink: node.dataset.ink
    };
    series.marks = all(node, ".mark").map(function (mark) { return markOf(mark, series); });
    return series;
  }

  function plotOf(node) {
    var box = numbers(node.dataset.box);
    var years = numbers(node.dataset.years);
    return {
      left: box[0], top: box[1], right: box[2], bottom: box[3], first: years[0], last: years[1],
      title: node.dataset.title || "", series: all(node, "g.series").map(seriesOf)
    };
  }

  function read(svg) {
    var view = svg.viewBox.baseVal;
    var plots = all(svg, "g.plot").map(plotOf);
    var isShared = svg.dataset.shared === "yes";
    var events = all(svg, ":scope > .mark").map(function (node) { return markOf(node, null); });
    var fields = isShared ? [plots] : plots.map(function (plot) { return [plot]; });
    return {
      svg: svg, box: svg.closest(".chart-box"), width: view.width, height: view.height, events: events,
      fields: fields.map(function (of) {
        return {
          plots: of, left: of[0].left, right: of[0].right,
          top: Math.min.apply(null, of.map(function (plot) { return plot.top; })),
          bottom: Math.max.apply(null, of.map(function (plot) { return plot.bottom; }))
        };
      })
    };
  }

  function pictureOf(svg) {
    if (!pictures.has(svg)) {
      pictures.set(svg, read(svg));
    }
    return pictures.get(svg);
  }

  function isHidden(series) {
    return series.node.classList.contains("is-hidden");
  }

  function across(plot, year) {
    return plot.left + (year - plot.first) / (plot.last - plot.first) * (plot.right - plot.left);
  }

  /* The years of a field, each with the marks that stand in it in the order of the series, then its gaps. */
  function yearsOf(picture, field) {
    var years = new Map();
    function put(plot, mark) {
      var year = Math.floor(mark.place);
      if (!years.has(year)) {
        years.set(year, { year: year, x: across(plot, year), marks: [] });
      }
      years.get(year).marks.push(mark);
    }
    [function (plot, series) { return series.marks; }, gapsOf].forEach(function (marksOf) {
      field.plots.forEach(function (plot) {
        plot.series.forEach(function (series) {
          if (!isHidden(series)) {
            marksOf(plot, series, picture.box.dataset).forEach(function (mark) { put(plot, mark); });
          }
        });
      });
    });
    return Array.from(years.values()).sort(function (one, other) { return one.year - other.year; });
  }

  /* The years between a series' figures in which it has none: reached and told as its marks are. */
  function gapsOf(plot, series, says) {
    var known = series.marks.map(function (mark) { return Math.floor(mark.place); });
    var isParts = plot.series.some(function (other) { return other.role === "part" || other.role === "whole"; });
    var gaps = [];
    if (["line", "columns", "marks"].indexOf(series.role) < 0 || isParts) {
      return gaps;
    }
    for (var year = Math.min.apply(null, known) + 1; year < Math.max.apply(null, known); year += 1) {
      if (known.indexOf(year) < 0) {
        gaps.push({
          isGap: true, series: series, place: year, x: across(plot, year), y: (plot.top + plot.bottom) / 2,
          period: filled(says.year, { year: year }), said: says.none,
          spoken: filled(says.gap, { series: series.name, year: year })
        });
      }
    }
    return gaps;
  }

  /* A sentence with its blanks filled in. */
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (blank, name) { return values[name]; });
  }

  function isSame(one, other) {
    return one.series === other.series && one.place === other.place && one.node === other.node;
  }

  /* The cross and the box. */

  function overlay(picture) {
    if (!picture.over) {
      picture.over = document.createElementNS(SVG, "g");
      picture.over.setAttribute("class", "hand-over");
      picture.over.innerHTML = '<path class="hand-band"/><path class="hand-cross"/><circle class="hand-ring" r="8"/>';
      picture.svg.appendChild(picture.over);
      picture.said = made("div", picture.box, "hand-box");
      /* Ours says it; the browser's own label would say it again a moment later. */
      all(picture.svg, ".mark > title").forEach(function (title) {
        title.parentNode.setAttribute("aria-label", title.textContent);
        title.remove();
      });
    }
    return picture.over;
  }

  function line(parent, sign, ink, name, said) {
    var item = made("li", parent);
    if (sign) {
      var mark = made("span", item, "hand-sign");
      mark.textContent = sign;
      mark.style.color = ink;
      /* In a dark window the page has another colour for it (drawing/dark.py). */
      mark.dataset.ink = ink;
      mark.setAttribute("aria-hidden", "true");
    }
    made("span", item, "hand-name").textContent = name.length > LONGEST ? name.slice(0, LONGEST) + "…" : name;
    made("span", item, "hand-said").textContent = said;
    return item;
  }

  function source(item, mark) {
    if (!mark.source) {
      return;
    }
    var place = made(mark.address ? "a" : "span", item, "hand-source");
    place.textContent = mark.source;
    if (mark.address) {
      place.href = mark.address;
      place.tabIndex = -1;
    }
  }

  function plotWith(field, series) {
    return field.plots.find(function (plot) { return plot.series.indexOf(series) >= 0; });
  }

  function usual(values) {
    var counts = {};
    values.forEach(function (value) { counts[value] = (counts[value] || 0) + 1; });
    return values.slice().sort(function (one, other) { return counts[other] - counts[one]; })[0] || "";
  }

  function fill(picture, field, group, current) {
    var box = picture.said;
    box.textContent = "";
    if (!group) {
      made("p", box, "hand-event").textContent = current.spoken;
      return;
    }
    var known = group.marks.filter(function (mark) { return !mark.isGap; });
    var period = usual((known.length ? known : group.marks).map(function (mark) { return mark.period; }));
    made("p", box, "hand-period").textContent = period;
    var list = made("ul", box);
    var named = null;
    var marks = field.plots.length < 2 ? group.marks : field.plots.reduce(function (all, plot) {
      return all.concat(group.marks.filter(function (mark) { return plotWith(field, mark.series) === plot; }));
    }, []);
    marks.forEach(function (mark, place) {
      /* Panels whose years are one field are named: a part has the same name in each. */
      var plot = field.plots.length > 1 ? plotWith(field, mark.series) : null;
      if (plot !== named && plot && plot.title) {
        made("li", list, "hand-panel").textContent = plot.title;
      }
      named = plot;
      var said = mark.isGap || mark.period === period ? mark.said : mark.period + " " + mark.said;
      var item = line(list, mark.series.sign, mark.series.ink, mark.series.name, said);
      var next = marks[place + 1];
      item.classList.toggle("is-missing", !!mark.isGap);
      item.classList.toggle("is-here", isSame(mark, current) && group.marks.length > 1);
      /* One publication of several series in a row is named once, below them. */
      if (!next || next.source !== mark.source) {
        source(item, mark);
      }
    });
  }

  /* Inside the chart, beside the year and clear of the pointer. */
  function place(picture, x, y) {
    var box = picture.said;
    var ratio = picture.svg.getBoundingClientRect().width / picture.width;
    var room = [picture.box.clientWidth, picture.box.clientHeight];
    var sides = [x * ratio - EDGE - 2, room[0] - x * ratio - EDGE - 2];
    box.style.maxWidth = Math.floor(Math.min(Math.max.apply(null, sides), Math.max(230, room[0] * 0.45))) + "px";
    /* Where there is no room for every source, that of the mark under the hand is said. */
    box.classList.remove("is-tight");
    box.classList.toggle("is-tight", box.scrollHeight > box.clientHeight + 1);
    var size = [box.offsetWidth, box.offsetHeight];
    var left = sides[1] >= size[0] ? x * ratio + EDGE : x * ratio - EDGE - size[0];
    var above = picture.box.getBoundingClientRect().top;
    var lowest = Math.min(room[1], window.innerHeight - above) - size[1] - 2;
    var top = Math.max(2, -above + 2, Math.min(y * ratio - size[1] / 2, lowest));
    top = Math.max(2, Math.min(top, room[1] - size[1] - 2));
    /* Moved, not laid out anew: to the browser a page whose box follows a hand has not shifted. */
    box.style.transform = "translate(" + left + "px," + top + "px)";
  }

  function show(picture, field, group, current, isPinned, height) {
    if (shown && shown.picture !== picture) {
      clear();
    }
    overlay(picture).classList.add("is-shown");
    picture.over.classList.toggle("is-gap", !!current.isGap);
    picture.said.classList.add("is-shown");
    picture.said.classList.toggle("is-pinned", !!isPinned);
    pinned = !!isPinned;
    var x = group ? group.x : current.x;
    if (!shown || shown.current !== current || shown.group !== group) {
      fill(picture, field, group, current);
      var cross = group ? "M" + x + "," + field.top + "V" + field.bottom : "";
      picture.over.querySelector(".hand-cross").setAttribute("d", cross);
      var ring = picture.over.querySelector(".hand-ring");
      ring.setAttribute("cx", current.x);
      ring.setAttribute("cy", current.y);
      place(picture, x, height === undefined ? current.y : height);
    }
    shown = { picture: picture, field: field, group: group, current: current };
  }

  function clear() {
    if (shown) {
      shown.picture.over.classList.remove("is-shown");
      shown.picture.said.classList.remove("is-shown", "is-pinned");
    }
    shown = null;
    pinned = false;
  }

  /* Pointer and touch. */

  function spot(picture, event) {
    var rect = picture.svg.getBoundingClientRect();
    return {
      x: (event.clientX - rect.left) * picture.width / rect.width,
      y: (event.clientY - rect.top) * picture.height / rect.height
    };
  }

  function fieldAt(picture, at) {
    return picture.fields.find(function (field) {
      return at.x >= field.left - EDGE && at.x <= field.right + EDGE && at.y >= field.top - EDGE && at.y <= field.bottom + EDGE;
    });
  }

  function nearest(values, far) {
    return values.reduce(function (best, value) { return best && far(best) <= far(value) ? best : value; }, null);
  }

  function answer(picture, event, isPinned) {
    var at = spot(picture, event);
    var target = event.target.closest ? event.target.closest(".mark") : null;
    var told = target && picture.events.find(function (mark) { return mark.node === target; });
    if (told) {
      show(picture, null, null, told, isPinned, at.y - picture.height / 4);
      return true;
    }
    var field = fieldAt(picture, at);
    var group = field && nearest(yearsOf(picture, field), function (group) { return Math.abs(group.x - at.x); });
    if (!group) {
      clear();
      return false;
    }
    var same = shown && shown.field === field && shown.group && shown.group.year === group.year ? shown.group : group;
    var current = nearest(same.marks, function (mark) {
      return mark.isGap ? Infinity : Math.hypot(mark.x - at.x, mark.y - at.y);
    });
    show(picture, field, same, current, isPinned, at.y);
    return true;
  }

  function svgAt(event) {
    var svg = event.target.closest ? event.target.closest(".chart-box svg.picture") : null;
    return svg && svg.querySelector("g.plot") ? svg : null;
  }

  var waiting = null;
  document.addEventListener("pointermove", function (event) {
    lastPointer = event.pointerType;
    if (event.pointerType === "touch") {
      return;
    }
    if (dragged && !(event.buttons & 1)) {
      letGo();
    }
    if (dragged) {
      drag(event);
      return;
    }
    var svg = svgAt(event);
    if (!waiting) {
      requestAnimationFrame(function () { var next = waiting; waiting = null; next(); });
    }
    waiting = function () {
      if (svg && svg.isConnected) {
        answer(pictureOf(svg), event, false);
        leadByLabel(svg, event.target);
      } else if (shown && !pinned && document.activeElement !== shown.picture.svg) {
        clear();
      }
    };
  });

  document.addEventListener("pointerdown", function (event) {
    lastPointer = event.pointerType;
    /* A drag that changed the page at once is followed by no click of its own. */
    wasDragged = false;
    var svg = svgAt(event);
    if (svg && event.pointerType !== "touch" && !event.button && !event.ctrlKey && !event.shiftKey) {
      grasp(pictureOf(svg), event);
    }
  });

  document.addEventListener("click", function (event) {
    if (wasDragged) {
      wasDragged = false;
      event.preventDefault();
      return;
    }
    var svg = svgAt(event);
    if (svg && lastPointer === "touch") {
      /* The first tap shows; the box leads on. */
      event.preventDefault();
      answer(pictureOf(svg), event, true);
    } else if (pinned && !(event.target.closest && event.target.closest(".hand-box"))) {
      clear();
    }
  });

  document.addEventListener("dragstart", function (event) {
    if (svgAt(event)) {
      event.preventDefault();
    }
  });

  /* Years by dragging. */

  var dragged = null;
  var wasDragged = false;

  function grasp(picture, event) {
    var at = spot(picture, event);
    var field = picture.box.dataset.years ? fieldAt(picture, at) : null;
    if (field) {
      dragged = { picture: picture, field: field, from: at.x, client: event.clientX, isFar: false };
    }
  }

  function yearAt(field, x) {
    var plot = field.plots[0];
    var year = plot.first + (x - plot.left) / (plot.right - plot.left) * (plot.last - plot.first);
    return Math.round(Math.max(Math.ceil(plot.first), Math.min(year, Math.floor(plot.last))));
  }

  function spanOf(event) {
    var at = spot(dragged.picture, event);
    return [yearAt(dragged.field, dragged.from), yearAt(dragged.field, at.x)].sort();
  }

  function drag(event) {
    dragged.isFar = dragged.isFar || Math.abs(event.clientX - dragged.client) > DRAG;
    if (!dragged.isFar) {
      return;
    }
    document.documentElement.classList.add("is-dragging");
    var picture = dragged.picture;
    var field = dragged.field;
    var plot = field.plots[0];
    var span = spanOf(event);
    clear();
    overlay(picture).classList.add("is-shown", "is-dragged");
    var edges = span.map(function (year, end) {
      return Math.max(plot.left, Math.min(across(plot, year + (end ? 0.5 : -0.5)), plot.right));
    });
    picture.over.querySelector(".hand-band").setAttribute(
      "d", "M" + edges[0] + "," + field.top + "H" + edges[1] + "V" + field.bottom + "H" + edges[0] + "Z"
    );
    picture.said.textContent = "";
    made("p", picture.said, "hand-period").textContent =
      filled(picture.box.dataset.range, { first: span[0], last: span[1] });
    picture.said.classList.add("is-shown");
    place(picture, edges[1], field.top + 20);
  }

  function letGo() {
    if (dragged && dragged.picture.over) {
      dragged.picture.over.classList.remove("is-shown", "is-dragged");
      dragged.picture.said.classList.remove("is-shown");
    }
    document.documentElement.classList.remove("is-dragging");
    dragged = null;
  }

  document.addEventListener("pointercancel", letGo);
  window.addEventListener("blur", letGo);
  window.addEventListener("resize", clear);

  document.addEventListener("pointerup", function (event) {
    if (!dragged || event.button) {
      return;
    }
    var span = spanOf(event);
    var address = new URL(dragged.picture.box.dataset.years, location.href);
    wasDragged = dragged.isFar;
    letGo();
    if (wasDragged) {
      address.searchParams.set("from", span[0]);
      address.searchParams.set("to", span[1]);
      (window.changeSelection || function (to) { location.href = to; })(address.href);
    }
  });

  /* Keys: the chart is one stop. */

  function teller() {
    var place = document.getElementById("hand-told") || made("div", document.body, "unseen");
    place.id = "hand-told";
    place.setAttribute("role", "status");
    return place;
  }

  var walked = null;

  function say(text) {
    teller().textContent = text;
  }

  function step(picture, way) {
    var fields = picture.fields;
    var here = shown && shown.picture === picture && shown.field ? shown : null;
    var field = here ? here.field : fields[0];
    var groups = yearsOf(picture, field);
    if (!groups.length) {
      return;
    }
    var at = here ? groups.findIndex(function (group) { return group.year === here.group.year; }) : -1;
    var series = here ? here.current.series : null;
    var told = shown && shown.picture === picture ? picture.events.indexOf(shown.current) : -1;
    if (told >= 0) {
      stepEvent(picture, told, way);
      return;
    }
    var next = { right: at < 0 ? groups.length - 1 : at + 1, left: at < 0 ? groups.length - 1 : at - 1, first: 0, last: groups.length - 1 }[way];
    if (next !== undefined) {
      var group = groups[Math.max(0, Math.min(next, groups.length - 1))];
      reach(picture, field, group, group.marks.find(function (mark) { return mark.series === series; }) || group.marks[0]);
      return;
    }
    var change = way === "down" ? 1 : -1;
    if (at < 0) {
      reach(picture, field, groups[groups.length - 1], groups[groups.length - 1].marks[0]);
      return;
    }
    var marks = groups[at].marks;
    var place = marks.findIndex(function (mark) { return isSame(mark, here.current); }) + change;
    if (marks[place]) {
      reach(picture, field, groups[at], marks[place]);
      return;
    }
    /* Past the last series of a panel lies the next panel, and past the last panel the strip of events. */
    var other = fields[fields.indexOf(field) + change];
    if (other) {
      reachYear(picture, other, groups[at].year, change);
    } else if (change > 0 && picture.events.length) {
      reach(picture, null, null, nearest(picture.events, function (mark) { return Math.abs(mark.x - here.current.x); }));
    }
  }

  /* Every way but up walks the events; up leads back to the last panel. */
  function stepEvent(picture, at, way) {
    var last = picture.events.length - 1;
    if (way === "up") {
      reachYear(picture, picture.fields[picture.fields.length - 1], Math.floor(picture.events[at].place), -1);
      return;
    }
    var next = { right: at + 1, down: at + 1, left: at - 1, first: 0, last: last }[way];
    reach(picture, null, null, picture.events[Math.max(0, Math.min(next, last))]);
  }

  function reachYear(picture, field, year, change) {
    var same = nearest(yearsOf(picture, field), function (group) { return Math.abs(group.year - year); });
    if (same) {
      reach(picture, field, same, same.marks[change > 0 ? 0 : same.marks.length - 1]);
    }
  }

  /* A panel is named where the walk comes into it: two panels may say the same of a year. */
  function reach(picture, field, group, mark) {
    var plot = field && field.plots.length > 1 && mark.series ? plotWith(field, mark.series) : null;
    var isNew = plot && plot.title && plot !== walked;
    walked = plot;
    show(picture, field, group, mark, false);
    say((isNew ? plot.title + (document.documentElement.lang === "ja" ? "。" : ". ") : "") + mark.spoken);
  }

  var KEYS = {
    ArrowRight: "right", ArrowLeft: "left", ArrowDown: "down", ArrowUp: "up", Home: "first", End: "last"
  };
  document.addEventListener("keydown", function (event) {
    var svg = svgAt(event);
    if (event.key === "Escape") {
      letGo();
      if (shown) {
        clear();
      } else if (svg) {
        svg.blur();
      }
      return;
    }
    if (!svg || event.target !== svg || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (KEYS[event.key]) {
      event.preventDefault();
      step(pictureOf(svg), KEYS[event.key]);
    } else if (event.key === "Enter" && shown && shown.current.address) {
      location.href = shown.current.address;
    }
  });

  document.addEventListener("focusout", function (event) {
    if (shown && !pinned && event.target === shown.picture.svg) {
      clear();
    }
  });

  /* The key: its entries lift their series out, and hide them. */

  function chartOf(element) {
    for (var place = element.parentNode; place && place.querySelector; place = place.parentNode) {
      var box = place.querySelector(".chart-box");
      if (box) {
        return box;
      }
    }
    return null;
  }

  function ofSeries(box, id) {
    return all(box, "g.series").filter(function (node) { return node.dataset.series === id; });
  }

  /* The series of an id, and the words that name it or its counts. */
  function partsOf(box, id) {
    return all(box, "svg.picture").reduce(function (parts, svg) {
      var nodes = ofSeries(svg, id);
      var looks = nodes.map(function (node) { return node.dataset.look; });
      var words = all(svg, ":scope > [data-look]").filter(function (text) { return looks.indexOf(text.dataset.look) >= 0; });
      return parts.concat(nodes, words);
    }, []);
  }

  function lead(box, id) {
    var parts = id ? partsOf(box, id) : [];
    all(box, ".is-lead").forEach(function (node) { node.classList.remove("is-lead"); });
    parts.forEach(function (node) { node.classList.add("is-lead"); });
    all(box, "svg.picture").forEach(function (svg) { svg.classList.toggle("has-lead", parts.length > 0); });
  }

  var led = null;
  function leadByLabel(svg, target) {
    var text = target.closest ? target.closest("svg.picture > text[data-look]") : null;
    var node = text && all(svg, "g.series").find(function (series) { return series.dataset.look === text.dataset.look; });
    var id = node ? node.dataset.series : null;
    var box = svg.closest(".chart-box");
    if (id !== led) {
      led = id;
      lead(box, id);
    }
  }

  function hiddenIds() {
    var text = new URLSearchParams(location.search).get(HIDE) || "";
    return text.split(",").filter(Boolean);
  }

  function hide(ids) {
    all(document, ".chart-box").forEach(function (box) {
      all(box, ".is-hidden").forEach(function (node) { node.classList.remove("is-hidden"); });
      ids.forEach(function (id) {
        partsOf(box, id).forEach(function (node) { node.classList.add("is-hidden"); });
      });
    });
    all(document, ".key-switch").forEach(function (button) {
      button.setAttribute("aria-pressed", String(ids.indexOf(button.parentNode.dataset.series) < 0));
    });
    clear();
  }

  function withHidden(text, ids) {
    var address = new URL(text, location.href);
    address.searchParams.delete(HIDE);
    var query = address.searchParams.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
    query += ids.length ? (query ? "&" : "") + HIDE + "=" + ids.map(encodeURIComponent).join(",") : "";
    return address.pathname + (query ? "?" + query : "") + address.hash;
  }

  /* The address keeps what is hidden, and so do the ways to the other language and to Explore; files do not. */
  function keep(ids) {
    history.replaceState(history.state, "", withHidden(location.href, ids));
    all(document, "#language, .explore-link").forEach(function (link) {
      link.setAttribute("href", withHidden(link.href, ids));
    });
    all(document, ".take-hidden").forEach(function (note) { note.hidden = !ids.length; });
  }

  function switchOf(item) {
    var box = chartOf(item);
    if (!box || !ofSeries(box, item.dataset.series).length) {
      return;
    }
    var button = document.createElement("button");
    button.type = "button";
    button.className = "key-switch";
    button.setAttribute("aria-pressed", "true");
    button.title = box.dataset.switch;
    all(item, ":scope > img, :scope > span").forEach(function (part) { button.appendChild(part); });
    item.insertBefore(button, item.firstChild);
    ["mouseenter", "focus"].forEach(function (name) {
      button.addEventListener(name, function () { lead(box, item.dataset.series); });
    });
    ["mouseleave", "blur"].forEach(function (name) {
      button.addEventListener(name, function () { lead(box, null); });
    });
    button.addEventListener("click", function () {
      var ids = hiddenIds();
      var at = ids.indexOf(item.dataset.series);
      if (at < 0) {
        ids.push(item.dataset.series);
      } else {
        ids.splice(at, 1);
      }
      keep(ids);
      hide(ids);
      lead(box, null);
    });
  }

  function begin() {
    pictures.clear();
    shown = null;
    dragged = null;
    all(document, ".chart-box svg.picture").forEach(function (svg) {
      var box = svg.closest(".chart-box");
      if (!svg.querySelector("g.plot .mark")) {
        return;
      }
      all(svg, "a.mark").forEach(function (mark) { mark.setAttribute("tabindex", "-1"); });
      svg.setAttribute("tabindex", "0");
      svg.setAttribute("role", "application");
      svg.setAttribute("aria-label", svg.getAttribute("aria-label") + " – " + box.dataset.hint);
    });
    all(document, ".key > li[data-series]").forEach(switchOf);
    if (hiddenIds().length) {
      keep(hiddenIds());
      hide(hiddenIds());
    }
    /* A region that is there before it says something is heard at once. */
    teller();
    document.documentElement.classList.add("answers");
  }

  document.addEventListener("selection-changed", begin);
  begin();
})();
