package dev.aftm.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The processors on which the client and its peer run. */
enum Placement {
    /** Chosen by the operating system. */
    FREE,
    /** The client and the peer on different processors. */
    APART,
    /** Both on the same processor. */
    SAME;

    /** Returns the placements that are possible here; all but FREE require several processors and {@code taskset}. */
    static List<Placement> possible() {
        List<Placement> possible = new ArrayList<>(List.of(FREE));
        int last = Runtime.getRuntime().availableProcessors() - 1;
        if (last > 0 && place(ProcessHandle.current().pid(), "0-" + last)) {
            possible.addAll(List.of(APART, SAME));
        }
        return possible;
    }

    /** Moves this process and the peer's process to their processors. */
    void apply(Peer peer) {
        String all = "0-" + (Runtime.getRuntime().availableProcessors() - 1);
        place(ProcessHandle.current().pid(), this == FREE ? all : "0");
        place(peer.pid(), this == FREE ? all : this == APART ? "1" : "0");
    }

    private static boolean place(long process, String processors) {
        try {
            return new ProcessBuilder("taskset", "-a", "-c", "-p", processors, Long.toString(process))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
