package dev.aftm.interactor.planted;

import java.util.concurrent.CompletableFuture;

/** Planted: a use case that waits for the exchange. */
public final class WaitsForAResult {

    int positions(CompletableFuture<Integer> answer) {
        return answer.join();
    }
}
