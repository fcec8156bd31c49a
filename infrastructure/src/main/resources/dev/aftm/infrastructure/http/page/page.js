"use strict";

(() => {
  const LOST_AFTER_MILLIS = 3500;
  const RECONNECT_MILLIS = 3000;
  const $ = id => document.getElementById(id);
  const number = new Intl.NumberFormat("en", {maximumFractionDigits: 2});
  const clock = new Intl.DateTimeFormat("en", {hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"});
  const market = new Intl.DateTimeFormat("en",
      {hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: "Asia/Taipei"});
  const STATES = {healthy: "Healthy", degraded: "Degraded", unhealthy: "Unhealthy"};
  const LEVELS = {trigger: "triggers at", entry: "enters at", take_profit: "takes profit at", stop_loss: "stops loss at"};
  let picture = null;
  let history = null;
  let cameAt = 0;
  let isDrawn = true;
  let levelsDrawn = "";

  const text = (id, value) => {
    if ($(id).textContent !== value) {
      $(id).textContent = value;
    }
  };
  const signed = value => (Number(value) > 0 ? "+" : "") + number.format(value);
  const plain = value => number.format(Math.abs(value) < 1e-9 ? 0 : value);
  const micros = value => value >= 1000 ? number.format(value / 1000) + " ms" : number.format(value) + " µs";

  function money(id, value) {
    const shown = $(id);
    shown.textContent = value === undefined ? "–" : signed(value);
    shown.className = Number(value) > 0 ? "gain" : Number(value) < 0 ? "loss" : "";
  }

  function span(millis) {
    const seconds = Math.max(0, Math.floor(millis / 1000));
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds % 3600 / 60);
    return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
  }

  /** Fills a table's body: each cell is a string, a [text, class] pair or an element. */
  function rows(id, lines, empty) {
    const body = $(id);
    const made = lines.map(cells => {
      const row = document.createElement("tr");
      for (const cell of cells) {
        const td = document.createElement("td");
        if (cell instanceof Node) {
          td.appendChild(cell);
        } else if (Array.isArray(cell)) {
          td.textContent = cell[0];
          td.className = cell[1];
          if (cell[1] === "id") {
            td.title = cell[0];
          }
        } else {
          td.textContent = cell;
        }
        row.appendChild(td);
      }
      return row;
    });
    if (made.length === 0) {
      const row = document.createElement("tr");
      const td = document.createElement("td");
      td.colSpan = 9;
      td.textContent = empty;
      row.appendChild(td);
      made.push(row);
    }
    body.replaceChildren(...made);
  }

  function meter(limit) {
    if (limit.share === undefined) {
      return document.createTextNode("");
    }
    const made = document.createElement("meter");
    made.min = 0;
    made.max = 1;
    made.high = 0.8;
    made.optimum = 0;
    made.value = Number(limit.share);
    made.setAttribute("aria-label", `${limit.name}: ${Math.round(limit.share * 100)} % used`);
    return made;
  }

  function showPicture() {
    const p = picture;
    const levels = JSON.stringify(p.levels);
    if (levels !== levelsDrawn) {
      levelsDrawn = levels;
      isDrawn = history === null || history.prices === undefined;
    }
    const state = $("status");
    state.dataset.state = p.status;
    text("status", STATES[p.status] || p.status);
    text("as-of", "as of " + clock.format(p.as_of));
    document.body.classList.remove("lost");
    document.title = (STATES[p.status] || p.status) + " – AFTM";
    $("simulated").hidden = !p.simulated;
    $("stopped").hidden = !p.kill_switch.engaged;
    $("kill-open").disabled = p.kill_switch.engaged;
    const wrong = p.reasons.concat(p.alarms.map(alarm => alarm.sentence + " (since " + clock.format(alarm.since) + ")"));
    $("alarms-section").hidden = wrong.length === 0;
    // Sentences contain changing numbers, so only the kinds of alerts are announced.
    text("announced", p.alarms.map(alarm => alarm.kind.replace("_", " ")).join(", "));
    const shown = Array.from($("alarms").children, item => item.textContent);
    if (shown.join("\n") !== wrong.join("\n")) {
      $("alarms").replaceChildren(...wrong.map(sentence => {
        const item = document.createElement("li");
        item.textContent = sentence;
        return item;
      }));
    }
    money("total", p.profit && p.profit.total);
    money("realized", p.profit && p.profit.realized);
    money("unrealized", p.profit && p.profit.unrealized);
    text("last-name", p.item ? p.item : "Last price");
    text("last", p.last_price === undefined ? "–" : number.format(p.last_price));
    text("position", p.positions.length === 0 ? "flat" : p.positions.map(one => signed(one.quantity)).join(", "));
    const orders = Object.values(p.orders_by_state).reduce((sum, count) => sum + count, 0);
    text("order-count", number.format(orders));
    text("tick-rate", number.format(p.rates.ticks_per_second));
    text("p95", p.rates.p95 ? micros(p.rates.p95) : "–");
    text("price-title", p.item ? "Price of " + p.item : "Price");
    text("order-states", Object.entries(p.orders_by_state)
        .map(([name, count]) => `${number.format(count)} ${name.replace("_", " ")}`).join(", ") || "No orders yet.");
    rows("positions", p.positions.map(one => [one.item_code, [signed(one.quantity), "number"],
      [number.format(one.average_price), "number"], [signed(one.unrealized_pnl), "number"]]), "There are no open positions.");
    rows("components", p.components.map(one => [one.name, [one.state, one.up ? "gain" : "loss"],
      one.up && one.since ? span(p.as_of - one.since) : "–",
      [one.restarts === undefined ? "–" : String(one.restarts), "number"]]), "No processes are known.");
    rows("limits", p.limits.map(one => [one.name, [one.used === undefined ? "" : one.used, "number"],
      [one.limit, "number"], meter(one)]), "No risk limits are in force.");
    rows("orders", p.orders.map(one => [clock.format(one.time), [one.id, "id"], one.side,
      [String(one.quantity), "number"], one.item_code, [one.type === "market" ? "market" : number.format(one.price), "number"],
      one.text ? one.state.replace("_", " ") + ": " + one.text : one.state.replace("_", " "),
      [String(one.filled), "number"], [Number(one.filled) ? number.format(one.average_price) : "–", "number"]]), "No orders yet.");
    text("about", `AFTM ${p.version}. Session: ${p.session.toLowerCase().replace("_", " ")}`
        + (p.account ? `, account ${p.account}` : "") + (p.trading_day ? `, trading day ${p.trading_day}` : "")
        + `. Market times are in Taipei time, all others in this computer's time.`);
    if (p.kill_switch.engaged) {
      $("stopped").textContent = `New orders have been stopped since ${clock.format(p.kill_switch.since)}: ${p.kill_switch.reason}`;
    }
  }

  function showHistory() {
    const h = history;
    const levels = picture ? picture.levels : [];
    const markers = h.markers.map(one => ({
      id: one.id, time: one.time, price: one.price, side: one.side, kind: one.entry ? "entry" : "exit",
      name: `Condition ${one.condition}, ${one.entry ? "entry" : "exit"}: ${one.side} ${one.quantity} at `
          + `${number.format(one.price)}, ${market.format(one.time)}`,
    }));
    const time = at => market.format(at);
    Chart.draw($("price-chart"), {
      points: h.prices, lines: [{index: 2, kind: "line-a"}], band: [0, 1], markers, time,
      levels: levels.map(one => ({price: one.price, name: `${one.condition} ${LEVELS[one.kind] || one.kind} ${number.format(one.price)}`})),
      value: at => number.format(at),
    });
    Chart.draw($("profit-chart"), {
      points: h.profits, lines: [{index: 0, kind: "line-b"}, {index: 1, kind: "line-a"}], time, value: plain,
    });
    Chart.draw($("latency-chart"), {
      points: h.latencies, lines: [{index: 0, kind: "line-a"}, {index: 1, kind: "line-b"}, {index: 2, kind: "line-c"}],
      time: at => clock.format(at), value: micros,
    });
    const last = list => list[list.length - 1];
    text("price-summary", h.prices.length === 0 ? "No market trades yet."
        : `Last ${number.format(last(h.prices).values[2])} at ${time(last(h.prices).time)}; ${markers.length} signal trades`
            + `, ${number.format(picture ? picture.conditions : 0)} conditions.`);
    text("profit-summary", h.profits.length === 0 ? "" : `Now ${signed(last(h.profits).values[1])}.`);
    text("latency-summary", h.latencies.length === 0 ? "No orders yet."
        : `Last 1,024 orders: p50 ${micros(last(h.latencies).values[0])}, p95 ${micros(last(h.latencies).values[1])}, `
            + `p99 ${micros(last(h.latencies).values[2])}.`);
    rows("markers", h.markers.map(one => [market.format(one.time), String(one.condition), one.entry ? "entry" : "exit",
      one.side, [String(one.quantity), "number"], [number.format(one.price), "number"]]), "No trades yet.");
  }

  function lost() {
    $("status").dataset.state = "lost";
    text("status", "Connection lost");
    document.title = "Connection lost – AFTM";
    document.body.classList.add("lost");
  }

  let events = null;
  let openedAt = 0;

  function connect() {
    openedAt = performance.now();
    events = new EventSource("/events");
    events.addEventListener("picture", onPicture);
    events.addEventListener("history", onHistory);
    events.onerror = lost;
  }

  function onPicture(event) {
    picture = JSON.parse(event.data);
    if (picture.as_of === undefined) {
      picture = null;
      return;
    }
    cameAt = performance.now();
    showPicture();
  }

  function onHistory(event) {
    history = JSON.parse(event.data);
    isDrawn = history.prices === undefined;
  }

  connect();
  setInterval(() => {
    if (events.readyState === EventSource.CLOSED && performance.now() - openedAt > RECONNECT_MILLIS) {
      connect();
    }
    if (performance.now() - cameAt > LOST_AFTER_MILLIS) {
      lost();
    }
    if (!isDrawn && picture !== null) {
      isDrawn = true;
      showHistory();
    }
  }, 250);
  window.addEventListener("resize", () => { isDrawn = history === null; });

  $("kill-open").addEventListener("click", () => {
    text("kill-answer", "");
    $("kill-dialog").showModal();
  });
  $("kill-cancel").addEventListener("click", () => $("kill-dialog").close());
  $("kill-dialog").addEventListener("close", () => { $("kill-token").value = ""; });
  $("kill-form").addEventListener("submit", async event => {
    event.preventDefault();
    try {
      const reply = await fetch("/api/kill-switch", {
        method: "POST",
        headers: {"Authorization": "Bearer " + $("kill-token").value, "Content-Type": "application/json"},
        body: JSON.stringify({reason: $("kill-reason").value}),
      });
      const answer = await reply.json();
      if (reply.ok && answer.fault === undefined) {
        $("kill-dialog").close();
      } else {
        text("kill-answer", answer.fault || answer.error);
      }
    } catch (e) {
      text("kill-answer", "The gateway could not be reached; run \"aftm kill-switch engage\" in a terminal.");
    }
    $("kill-token").value = "";
  });
})();
