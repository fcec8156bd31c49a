package dev.aftm.infrastructure.zeromq.request;

import java.time.Duration;

/**
 * Where a client finds the gateway, and how long it waits.
 *
 * @param address e.g. {@code tcp://127.0.0.1:5557}
 * @param connectTimeout how long to wait for a connection before saying that there is no gateway
 * @param requestTimeout how long one attempt waits for its answer
 * @param retries how often a request is made again after silence, 0 or more
 */
public record GatewayAddress(String address, Duration connectTimeout, Duration requestTimeout, int retries) {}
