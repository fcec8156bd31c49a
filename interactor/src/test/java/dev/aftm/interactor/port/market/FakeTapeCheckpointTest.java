package dev.aftm.interactor.port.market;

final class FakeTapeCheckpointTest implements TapeCheckpointContract {

    private final FakeTapeCheckpoint checkpoint = new FakeTapeCheckpoint();

    @Override
    public TapeCheckpoint checkpoint() {
        return checkpoint;
    }
}
