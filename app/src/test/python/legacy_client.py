"""A client as they are in service: a fresh REQ socket for each request, no request_id.

Talks to the gateway on the port given as the first argument; prints "done" and exits with 0 when everything was as
docs/protocol.md says, else says what was not.
"""
import sys
import time

import zmq

ORDER = {
    "order_account": "SIM0001", "item_code": "TXFH1", "side": "Buy", "order_type": "Market", "price": 0.0,
    "quantity": 1, "open_close": "AUTO", "note": "From Python", "day_trade": "No", "time_in_force": "IOC",
}
context = zmq.Context()


def raw(*frames):
    socket = context.socket(zmq.REQ)
    socket.setsockopt(zmq.LINGER, 0)
    socket.setsockopt(zmq.RCVTIMEO, 5000)
    socket.connect("tcp://127.0.0.1:%s" % sys.argv[1])
    try:
        socket.send_multipart(list(frames))
        return zmq.utils.jsonapi.loads(socket.recv())
    finally:
        socket.close()


def ask(operation, parameters=None, **more):
    request = {"operation": operation, **more}
    if parameters is not None:
        request["parameters"] = parameters
    return raw(zmq.utils.jsonapi.dumps(request))


def check(what, condition, reply):
    if not condition:
        sys.exit("%s: %s" % (what, reply))


def refused(what, code, reply):
    check(what, reply["success"] is False and reply["error_code"] == code and reply["error_message"], reply)


reply = ask("health_check")
data = reply["data"]
check("health", reply["success"] is True and data["status"] == "healthy", reply)
check("health fields", data["exchange_connected"] is True and data["server_running"] is True, reply)
check("timestamp", isinstance(data["timestamp"], int) and abs(data["timestamp"] - time.time()) < 60, reply)

reply = ask("get_positions", {"account": "SIM0001"})
check("no positions yet", reply["success"] is True and reply["data"]["positions"] == [], reply)

reply = ask("send_order", ORDER)
data = reply["data"]
check("order", reply["success"] is True and data["is_send_order"] is True and data["error_code"] in ("", "0"), reply)
check("order fields", data["note"] == "From Python" and data["order_serial"] and data["error_message"] == "", reply)

reply = ask("send_order", dict(ORDER, side="sell", quantity=3, order_type="MarketPrice", time_in_force="fok"))
check("second order", reply["data"]["is_send_order"] is True, reply)
reply = ask("get_positions", {"account": "SIM0001"})
position = reply["data"]["positions"][0]
check("short position", position["quantity"] == -2 and position["item_code"] == "TXFH1", reply)
check("numbers", isinstance(position["average_price"], (int, float)) and
      isinstance(position["unrealized_pnl"], (int, float)) and position["account"] == "SIM0001", reply)

reply = ask("send_order", dict(ORDER, item_code="NOSUCH"))
check("refused by the exchange", reply["success"] is True and reply["data"]["is_send_order"] is False
      and reply["data"]["error_code"] not in ("", "0") and reply["data"]["error_message"], reply)

for field in ORDER:
    missing = {name: value for name, value in ORDER.items() if name != field}
    refused("without " + field, "INVALID_ORDER", ask("send_order", missing))
for field, value in [("side", "hold"), ("order_type", "Stop"), ("time_in_force", "GTC"), ("open_close", "maybe"),
                     ("day_trade", "perhaps"), ("quantity", 0), ("quantity", 1.5), ("quantity", "1"), ("price", "0"),
                     ("price", 1), ("price", -1), ("note", "a\nb"), ("item_code", "a b"), ("order_account", "")]:
    refused("%s %r" % (field, value), "INVALID_ORDER", ask("send_order", dict(ORDER, **{field: value})))
refused("price NaN", "INVALID_JSON", ask("send_order", dict(ORDER, price=float("nan"))))

refused("not JSON", "INVALID_JSON", raw(b"{'operation': 1}"))
refused("not an object", "INVALID_REQUEST", raw(b"[]"))
refused("no operation", "INVALID_REQUEST", raw(b"{}"))
refused("two frames", "INVALID_REQUEST", raw(b'{"operation":"health_check"}', b"more"))
refused("unknown operation", "UNKNOWN_OPERATION", ask("buy_everything"))
refused("no account", "MISSING_ACCOUNT", ask("get_positions", {}))
refused("too large", "MESSAGE_TOO_LARGE", ask("health_check", {"x": "y" * 70000}))
refused("expired", "REQUEST_EXPIRED", ask("send_order", ORDER, expires_at=int(time.time() * 1000) - 1))

first = ask("send_order", ORDER, request_id="python-request-1")
again = ask("send_order", ORDER, request_id="python-request-1")
check("replayed", again["data"]["replayed"] is True and again["request_id"] == "python-request-1", again)
check("same answer", again["data"]["order_serial"] == first["data"]["order_serial"], again)
refused("reused", "REQUEST_ID_REUSED", ask("send_order", dict(ORDER, quantity=2), request_id="python-request-1"))
print("done")
