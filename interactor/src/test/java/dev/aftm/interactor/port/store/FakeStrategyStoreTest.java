package dev.aftm.interactor.port.store;

final class FakeStrategyStoreTest implements StrategyStoreContract {

    private final FakeStrategyStore store = new FakeStrategyStore();

    @Override
    public StrategyStore store() {
        return store;
    }
}
