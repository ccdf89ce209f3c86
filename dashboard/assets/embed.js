/* In a chart's frame on another site: tells the page around it how high the chart is. Nothing else is told, and
   nothing is done but to answer. */
(function () {
  "use strict";

  if (window.parent === window || !window.ResizeObserver) {
    return;
  }

  /* Any page may know a height; who may show the frame at all, the server says. */
  function tell() {
    var height = document.querySelector("main").getBoundingClientRect().bottom + window.scrollY;
    window.parent.postMessage({ piracyChartHeight: Math.ceil(height) }, "*");
  }

  new ResizeObserver(tell).observe(document.querySelector("main"));
  window.addEventListener("message", function (event) {
    if (event.source === window.parent && event.data === "piracyChartHeight") {
      tell();
    }
  });
})();
