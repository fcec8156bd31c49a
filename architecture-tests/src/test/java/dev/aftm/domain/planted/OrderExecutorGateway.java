package dev.aftm.domain.planted;

import dev.aftm.interactor.gateway.DllGatewayServiceInterface;

/** Planted: the executor reaches for the gateway itself. */
public abstract class OrderExecutorGateway {

    protected abstract DllGatewayServiceInterface gateway();
}
