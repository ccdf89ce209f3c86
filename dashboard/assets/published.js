/* A published site: the way in by language, and charts that answer to the mouse. No server, no other host. */
(function () {
  "use strict";

  var NARROW = "(max-width: 699px)";

  /* The first page: to the reader's own language, where the site has it. */
  var offered = (document.body.dataset.languages || "").split(" ").filter(Boolean);
  if (offered.length) {
    var wanted = (navigator.languages || [navigator.language || ""]).map(function (one) { return one.slice(0, 2); });
    var found = wanted.filter(function (one) { return offered.indexOf(one) >= 0; })[0];
    if (found) {
      location.replace(found + "/index.html");
    }
    return;
  }

  var said = document.getElementById("drawn-from");
  if (!said || !window.Plotly) {
    return;
  }
  var all = JSON.parse(said.textContent);

  function sizeOf(figures) {
    return matchMedia(NARROW).matches && figures.narrow ? "narrow" : "wide";
  }

  /* Drawn behind the picture, which goes when the chart stands: nothing on the page moves. */
  function draw(box, figures) {
    var size = sizeOf(figures);
    if (box.dataset.drawn === size) {
      return;
    }
    box.dataset.drawn = size;
    var chart = document.createElement("div");
    chart.className = "published-chart";
    box.appendChild(chart);
    window.Plotly.newPlot(chart, figures[size].data, figures[size].layout, all.config).then(function () {
      Array.prototype.slice.call(box.children).forEach(function (one) {
        if (one !== chart) {
          one.remove();
        }
      });
      chart.on("plotly_click", function (event) {
        var address = event.points[0].customdata;
        if (address) {
          location.href = address;
        }
      });
      if (!document.querySelector(".dash-graph .picture-wide")) {
        document.documentElement.classList.add("interactive");
      }
    });
  }

  function drawAll() {
    Object.keys(all.graphs).forEach(function (id) {
      var box = document.getElementById(id);
      if (box) {
        draw(box, all.graphs[id]);
      }
    });
  }

  drawAll();
  matchMedia(NARROW).addEventListener("change", drawAll);

  /* A menu that hangs over the page closes with Escape and by a click beside it. */
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.take[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && document.querySelector("details.take[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
