"use strict";

/** Draws time series as SVG. All text is set as text, never as markup. */
const Chart = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const LEFT = 8, RIGHT = 64, TOP = 10, BOTTOM = 20;
  const PAUSE_MILLIS = 3600000;

  function element(parent, name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, String(value));
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    parent.appendChild(made);
    return made;
  }

  /** Returns round numbers that divide a range into about the given number of parts. */
  function steps(low, high, count) {
    const raw = (high - low) / count || 1;
    const size = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 5, 10].map(factor => factor * size).find(candidate => candidate >= raw);
    const found = [];
    for (let at = Math.ceil(low / step) * step; at <= high + step / 1e6; at += step) {
      found.push(at);
    }
    return found;
  }

  const isPause = (points, i) => i > 0 && points[i].time - points[i - 1].time > PAUSE_MILLIS;

  /** Returns a function from time to a share of the width; pauses of more than an hour take little width. */
  function axis(points, from, until) {
    const times = [from, ...points.map(point => point.time), until];
    const spans = times.map((time, i) => i === 0 ? 0 : time - times[i - 1]);
    const busy = spans.reduce((sum, span) => sum + (span > PAUSE_MILLIS ? 0 : span), 0) || 1;
    const ends = [];
    spans.reduce((sum, span) => {
      ends.push(sum + (span > PAUSE_MILLIS ? busy * 0.02 : span));
      return ends[ends.length - 1];
    }, 0);
    return time => {
      let low = 0, high = times.length - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (times[middle] <= time) {
          low = middle;
        } else {
          high = middle;
        }
      }
      const share = times[high] === times[low] ? 0 : (time - times[low]) / (times[high] - times[low]);
      return (ends[low] + share * (ends[high] - ends[low])) / (ends[ends.length - 1] || 1);
    };
  }

  function path(points, x, y, index) {
    return points.map((point, i) => (i && !isPause(points, i) ? "L" : "M") + x(point.time).toFixed(1) + " "
        + y(Number(point.values[index])).toFixed(1)).join("");
  }

  function band(points, x, y, low, high) {
    const parts = [];
    points.forEach((point, i) => {
      if (i === 0 || isPause(points, i)) {
        parts.push([]);
      }
      parts[parts.length - 1].push(point);
    });
    const at = (point, index) => x(point.time).toFixed(1) + " " + y(Number(point.values[index])).toFixed(1);
    return parts.map(part => "M" + part.map(point => at(point, high)).join("L") + "L"
        + part.slice().reverse().map(point => at(point, low)).join("L") + "Z").join("");
  }

  /** Returns the path of a marker that points up for a buy and down for a sell. */
  function marker(at, up) {
    const s = 6;
    return up
        ? `M${at.x} ${at.y - s}L${at.x + s} ${at.y + s}L${at.x - s} ${at.y + s}Z`
        : `M${at.x} ${at.y + s}L${at.x + s} ${at.y - s}L${at.x - s} ${at.y - s}Z`;
  }

  /**
   * Draws a chart into an svg element.
   * options: points [{time, values}], lines [{index, kind}], band [low, high], levels [{price, name}],
   * markers [{id, time, price, kind, side, name}], value (number to text), time (milliseconds to text)
   */
  function draw(svg, options) {
    const width = Math.max(svg.clientWidth || svg.parentNode.clientWidth, 200);
    const height = Math.max(svg.clientHeight, 120);
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.replaceChildren();
    const points = options.points || [];
    const markers = options.markers || [];
    if (points.length === 0) {
      element(svg, "text", {x: LEFT, y: height / 2}, "No data yet");
      return;
    }
    const indices = options.lines.map(line => line.index).concat(options.band || []);
    const values = points.flatMap(point => indices.map(index => Number(point.values[index])));
    let low = Math.min(...values, ...markers.map(one => Number(one.price)));
    let high = Math.max(...values, ...markers.map(one => Number(one.price)));
    const spread = high - low || Math.abs(high) * 0.01 || 1;
    // A distant level would flatten the price line, so it is not shown.
    const levels = (options.levels || []).filter(one => Number(one.price) > low - spread && Number(one.price) < high + spread);
    low = Math.min(low, ...levels.map(one => Number(one.price))) - spread * 0.06;
    high = Math.max(high, ...levels.map(one => Number(one.price))) + spread * 0.06;
    const from = Math.min(points[0].time, ...markers.map(one => one.time));
    const until = Math.max(points[points.length - 1].time, ...markers.map(one => one.time), from + 1);
    const share = axis(points, from, until);
    const x = time => LEFT + share(time) * (width - LEFT - RIGHT);
    const y = value => TOP + (high - value) / (high - low) * (height - TOP - BOTTOM);

    for (const at of steps(low, high, Math.max(2, Math.floor(height / 50)))) {
      element(svg, "line", {class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(at), y2: y(at)});
      element(svg, "text", {x: width - RIGHT + 6, y: y(at) + 4}, options.value(at));
    }
    element(svg, "text", {x: LEFT, y: height - 5}, options.time(from));
    element(svg, "text", {x: width - RIGHT, y: height - 5, "text-anchor": "end"}, options.time(until));
    if (options.band) {
      element(svg, "path", {class: "band", d: band(points, x, y, options.band[0], options.band[1])});
    }
    points.forEach((point, i) => {
      if (isPause(points, i)) {
        element(svg, "line", {class: "pause", x1: x(point.time), x2: x(point.time), y1: TOP, y2: height - BOTTOM});
      }
    });
    for (const level of levels) {
      element(svg, "line", {class: "level", x1: LEFT, x2: width - RIGHT, y1: y(Number(level.price)), y2: y(Number(level.price))});
      element(svg, "text", {class: "level-name", x: LEFT + 2, y: y(Number(level.price)) - 3}, level.name);
    }
    for (const line of options.lines) {
      element(svg, "path", {class: "line " + line.kind, d: path(points, x, y, line.index)});
    }
    for (const one of markers) {
      const drawn = element(svg, "path", {
        class: "marker " + one.kind,
        "data-signal": one.id,
        d: marker({x: x(one.time), y: y(Number(one.price))}, one.side === "buy"),
      });
      element(drawn, "title", {}, one.name);
    }
  }

  return {draw};
})();
