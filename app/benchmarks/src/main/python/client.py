"""A client like the replaced Python system: one REQ socket, one order at a time. Usage: client.py PORT WARM_UP CALLS"""
import json
import sys
import time
import uuid

import zmq

port, warm_up, calls = (int(argument) for argument in sys.argv[1:4])
socket = zmq.Context().socket(zmq.REQ)
socket.connect("tcp://127.0.0.1:%d" % port)
run = uuid.uuid4().hex[:8]
took = []
for i in range(warm_up + calls):
    began = time.perf_counter()
    socket.send_string(json.dumps({
        "operation": "send_order",
        "request_id": "%s-%d" % (run, i),
        "timestamp": 1627282800000,
        "parameters": {
            "order_account": "SIM0001", "item_code": "TXFH1", "side": "Buy" if i % 2 == 0 else "Sell",
            "order_type": "Market", "price": 0, "quantity": 1, "open_close": "AUTO", "note": "load",
            "day_trade": "No", "time_in_force": "IOC"}}))
    reply = json.loads(socket.recv_string())
    if not reply["data"]["is_send_order"]:
        sys.exit("An order was not accepted: %s" % reply)
    took.append(time.perf_counter() - began)
took = sorted(took[warm_up:])
print(" ".join("%d" % (took[int(calls * part)] * 1e6) for part in (0.5, 0.99, 0.999)))
