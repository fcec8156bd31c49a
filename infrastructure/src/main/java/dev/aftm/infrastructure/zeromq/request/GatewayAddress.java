package dev.aftm.infrastructure.zeromq.request;

import java.time.Duration;

/**
 * The gateway's address, and the time-outs and retries of a client.
 *
 * @param address e.g. {@code tcp://127.0.0.1:5557}
 * @param connectTimeout the longest wait for a connection
 * @param requestTimeout the longest wait for the reply to one attempt
 * @param retries how often a request without a reply is repeated, 0 or more
 */
public record GatewayAddress(String address, Duration connectTimeout, Duration requestTimeout, int retries) {}
