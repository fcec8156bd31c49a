package dev.aftm.infrastructure.planted;

import java.util.ArrayList;
import java.util.List;

/** Planted: state that is everybody's. */
public final class CountsForEverybody {

    private static final List<String> SEEN = new ArrayList<>();

    static int count;

    void see(String what) {
        SEEN.add(what);
        count = SEEN.size();
    }
}
