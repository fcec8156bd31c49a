package dev.aftm.interactor.usecase;

/** Where the owner of the exchange hangs out its newest snapshot for every other thread to read. */
public final class SnapshotBoard {

    private volatile GatewaySnapshot newest;

    public SnapshotBoard(GatewaySnapshot first) {
        newest = first;
    }

    public GatewaySnapshot read() {
        return newest;
    }

    void publish(GatewaySnapshot snapshot) {
        newest = snapshot;
    }
}
