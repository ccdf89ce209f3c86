/* Draw each chart again where its picture stands, so that it answers the pointer; the box never moves. */
(function () {
  "use strict";

  var NARROW = matchMedia("(max-width: 699px)");
  var known = document.getElementById("drawn-again");
  if (!known || !window.Plotly) {
    return;
  }
  var sent = JSON.parse(known.textContent);

  function figure(graph) {
    var sizes = sent.figures[graph.id];
    var found = NARROW.matches && sizes.narrow ? sizes.narrow : sizes.wide;
    /* plotly.js writes into what it is given. */
    return JSON.parse(JSON.stringify(found));
  }

  /* A click on a mark leads to its source, as on the picture. */
  function lead(plot) {
    plot.on("plotly_click", function (event) {
      var address = event.points[0].customdata;
      if (address) {
        window.location.href = address;
      }
    });
  }

  function show(graph) {
    var pictures = Array.prototype.slice.call(graph.children);
    var plot = document.createElement("div");
    plot.style.cssText = "position:absolute;inset:0;visibility:hidden";
    graph.parentNode.appendChild(plot);
    var drawn = figure(graph);
    return window.Plotly.newPlot(plot, drawn.data, drawn.layout, sent.config).then(function () {
      var had = graph.contains(document.activeElement);
      pictures.forEach(function (one) { one.remove(); });
      plot.style.cssText = "";
      graph.appendChild(plot);
      lead(plot);
      if (had) {
        graph.parentNode.tabIndex = -1;
        graph.parentNode.focus({ preventScroll: true });
      }
      NARROW.addEventListener("change", function () {
        var other = figure(graph);
        window.Plotly.react(plot, other.data, other.layout, sent.config);
      });
    });
  }

  var graphs = Array.prototype.slice.call(document.querySelectorAll(".dash-graph"));
  Promise.all(graphs.map(show)).then(function () {
    document.documentElement.classList.add("interactive");
  });
})();
