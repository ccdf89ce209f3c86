/* Let Dash take over from the first view without a round trip and without a jump. */
(function () {
  "use strict";

  var NARROW = "(max-width: 699px)";

  function embedded(id) {
    var element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : null;
  }

  /* In a narrow window the tree's graphs get the figures that were drawn for it. */
  function fitted(tree, figures) {
    if (Array.isArray(tree)) {
      tree.forEach(function (child) { fitted(child, figures); });
    } else if (tree && typeof tree === "object" && tree.props) {
      if (tree.type === "Graph" && figures[tree.props.id]) {
        tree.props.figure = figures[tree.props.id];
      }
      if (tree.type === "Store" && tree.props.id === "size") {
        tree.props.data = "narrow";
      }
      fitted(tree.props.children, figures);
    }
    return tree;
  }

  /* Dash asks for its layout and its list of callbacks; both came with the page. */
  var answers = {
    "_dash-layout": function () {
      var tree = embedded("first-layout");
      return matchMedia(NARROW).matches ? fitted(tree, embedded("first-narrow")) : tree;
    },
    "_dash-dependencies": function () { return embedded("first-dependencies"); }
  };
  var ask = window.fetch;
  window.fetch = function (address) {
    var name = String(address && address.url ? address.url : address).split("?")[0].split("/").pop();
    var answer = answers[name];
    delete answers[name];
    if (!answer) {
      return ask.apply(this, arguments);
    }
    return Promise.resolve(
      new Response(JSON.stringify(answer()), { status: 200, headers: { "Content-Type": "application/json" } })
    );
  };

  function drawn(root) {
    var graphs = root.querySelectorAll(".dash-graph");
    if (!root.querySelector("main") || !graphs.length) {
      return false;
    }
    return Array.prototype.every.call(graphs, function (graph) {
      return graph.querySelector(".js-plotly-plot .main-svg .xaxislayer-above, .js-plotly-plot .main-svg .cartesianlayer");
    });
  }

  /* The same place in the tree of the first view and of Dash. */
  function path(element, root) {
    var steps = [];
    while (element && element !== root) {
      steps.unshift(Array.prototype.indexOf.call(element.parentNode.children, element));
      element = element.parentNode;
    }
    return steps;
  }

  function follow(steps, root) {
    return steps.reduce(function (element, step) { return element && element.children[step]; }, root);
  }

  /* What had the focus; a mark of the first picture is gone in the live chart, whose box stands in for it. */
  function focusedIn(first) {
    var element = document.activeElement;
    var chart = element && element.closest(".dash-graph");
    return first.contains(element) ? { path: path(chart ? chart.parentNode : element, first), chart: !!chart } : null;
  }

  /* What a reader chose or typed before the swap. */
  function valuesIn(first) {
    return Array.prototype.map.call(first.querySelectorAll("select:not([multiple]), input, textarea"), function (one) {
      return { path: path(one, first), value: one.value, checked: one.checked };
    });
  }

  function setValues(values, top) {
    values.forEach(function (was) {
      var one = follow(was.path, top);
      if (one && one.value !== was.value) { one.value = was.value; }
      if (one && one.checked !== was.checked) { one.checked = was.checked; }
    });
  }

  function swap(first, root) {
    var focused = focusedIn(first);
    var values = valuesIn(first);
    var open = Array.prototype.map.call(first.querySelectorAll("details[open]"), function (one) { return path(one, first); });
    var scrolled = Array.prototype.map.call(first.querySelectorAll(".table-scroll"), function (one) { return [path(one, first), one.scrollTop]; });
    var place = [window.scrollX, window.scrollY];
    var top = root;
    open.forEach(function (steps) { var one = follow(steps, top); if (one) { one.open = true; } });
    setValues(values, top);
    root.classList.remove("behind");
    first.remove();
    scrolled.forEach(function (pair) { var one = follow(pair[0], top); if (one) { one.scrollTop = pair[1]; } });
    var again = focused && follow(focused.path, top);
    if (again && again.focus) {
      if (focused.chart) { again.tabIndex = -1; }
      again.focus({ preventScroll: true });
    }
    window.scrollTo(place[0], place[1]);
    document.documentElement.classList.add("interactive");
  }

  document.addEventListener("DOMContentLoaded", function () {
    var first = document.getElementById("first-view");
    var root = document.getElementById("react-entry-point");
    if (!first || !root) {
      return;
    }
    var watch = new MutationObserver(function () {
      if (drawn(root)) {
        watch.disconnect();
        requestAnimationFrame(function () { swap(first, root); });
      }
    });
    watch.observe(root, { childList: true, subtree: true });
  });

  /* A window that crosses the width step asks for the other figures. */
  matchMedia(NARROW).addEventListener("change", function (event) {
    if (window.dash_clientside && window.dash_clientside.set_props) {
      window.dash_clientside.set_props("size", { data: event.matches ? "narrow" : "wide" });
    }
  });
})();
