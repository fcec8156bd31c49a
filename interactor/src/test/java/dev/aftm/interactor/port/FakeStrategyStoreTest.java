package dev.aftm.interactor.port;

final class FakeStrategyStoreTest implements StrategyStoreContract {

    private final FakeStrategyStore store = new FakeStrategyStore();

    @Override
    public StrategyStore store() {
        return store;
    }
}
