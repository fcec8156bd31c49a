package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.port.store.TagWords;
import dev.aftm.interactor.port.store.TagWordsContract;

/** Random words meet the contract of words. */
final class RandomTagWordsTest implements TagWordsContract {

    @Override
    public TagWords words() {
        return new RandomTagWords();
    }
}
