"""An echo that parses the order's JSON and writes it back. Usage: echo.py PORT."""
import json
import sys

import zmq

socket = zmq.Context().socket(zmq.ROUTER)
socket.set_hwm(0)
socket.bind("tcp://127.0.0.1:" + sys.argv[1])
while True:
    frames = socket.recv_multipart()
    frames[-1] = json.dumps(json.loads(frames[-1])).encode()
    socket.send_multipart(frames)
