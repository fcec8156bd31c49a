package dev.aftm.interactor.planted;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Planted: a use case with threads of its own. */
public final class StartsAPool {

    final ExecutorService threads = Executors.newSingleThreadExecutor();
}
