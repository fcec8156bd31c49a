package dev.aftm.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which processors the client and its peer run on. */
enum Placement {
    /** Wherever the system puts them. */
    FREE,
    /** The client on one, the peer on another. */
    APART,
    /** Both on one. */
    SAME;

    /** Those that can be had here: more than one processor is needed, and {@code taskset}. */
    static List<Placement> possible() {
        List<Placement> possible = new ArrayList<>(List.of(FREE));
        int last = Runtime.getRuntime().availableProcessors() - 1;
        if (last > 0 && place(ProcessHandle.current().pid(), "0-" + last)) {
            possible.addAll(List.of(APART, SAME));
        }
        return possible;
    }

    /** Moves this process and a peer's to where they belong. */
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
