"use strict";

(() => {
  const report = JSON.parse(document.getElementById("report").textContent);
  const $ = id => document.getElementById(id);
  const number = new Intl.NumberFormat("en", {maximumFractionDigits: 2});
  const market = new Intl.DateTimeFormat("en", {month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    second: "2-digit", hourCycle: "h23", timeZone: "Asia/Taipei"});
  const signed = value => (Number(value) > 0 ? "+" : "") + number.format(value);
  const plain = value => number.format(Math.abs(value) < 1e-9 ? 0 : value);
  const time = at => market.format(at);

  function rows(id, lines, empty) {
    $(id).replaceChildren(...(lines.length ? lines : [[empty]]).map(cells => {
      const row = document.createElement("tr");
      cells.forEach(cell => {
        const td = document.createElement("td");
        td.textContent = Array.isArray(cell) ? cell[0] : cell;
        td.className = Array.isArray(cell) ? cell[1] : "";
        row.appendChild(td);
      });
      return row;
    }));
  }

  function money(id, value) {
    $(id).textContent = signed(value);
    $(id).className = Number(value) > 0 ? "gain" : Number(value) < 0 ? "loss" : "";
  }

  function draw() {
    Chart.draw($("price-chart"), {
      points: report.prices, lines: [{index: 2, kind: "line-a"}], band: [0, 1], time, value: plain,
      markers: report.signals.map(one => ({
        id: one.id, time: one.time, price: one.price, side: one.side, kind: one.entry ? "entry" : "exit",
        name: `Condition ${one.condition}, ${one.reason}: ${one.side} ${one.quantity} at ${number.format(one.price)}, ${time(one.time)}`,
      })),
    });
    Chart.draw($("profit-chart"), {
      points: report.profits, lines: [{index: 0, kind: "line-b"}, {index: 1, kind: "line-a"}], time, value: plain,
    });
    Chart.draw($("drawdown-chart"), {points: report.drawdowns, lines: [{index: 0, kind: "line-c"}], time, value: plain});
  }

  $("title").textContent = report.title;
  money("total", report.total);
  money("realized", report.realized);
  $("drawdown").textContent = number.format(report.drawdown);
  $("signal-count").textContent = number.format(report.signals.length);
  $("trade-count").textContent = number.format(report.trades.length);
  $("ticks").textContent = number.format(report.ticks);
  $("price-summary").textContent = `${number.format(report.signals.length)} signals, ${number.format(report.trades.length)} trades.`;
  rows("signals", report.signals.map(one => [time(one.time), String(one.condition), one.reason, one.side,
    [String(one.quantity), "number"], [number.format(one.price), "number"]]), "There were no signals.");
  rows("trades", report.trades.map(one => [time(one.time), one.side, one.item_code, [String(one.quantity), "number"],
    [number.format(one.price), "number"], one.order]), "There were no trades.");
  rows("positions", report.positions.map(one => [one.item_code, [signed(one.quantity), "number"],
    [number.format(one.average_price), "number"], [signed(one.unrealized_pnl), "number"]]), "There are no open positions.");
  draw();
  window.addEventListener("resize", draw);
})();
