package dev.aftm.interactor.port.store;

/** The fake meets the contract of words. */
final class FakeTagWordsTest implements TagWordsContract {

    @Override
    public TagWords words() {
        return new FakeTagWords();
    }
}
