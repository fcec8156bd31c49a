package dev.aftm.infrastructure.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.port.OrderJournal;
import dev.aftm.interactor.port.OrderJournalContract;
import org.junit.jupiter.api.Test;

final class InMemoryOrderJournalTest implements OrderJournalContract {

    private final InMemoryOrderJournal journal = new InMemoryOrderJournal(TagSequence.random());

    @Override
    public OrderJournal journal() {
        return journal;
    }

    @Test
    void two_journals_give_out_different_tags() {
        assertThat(TagSequence.random().next())
                .isNotEqualTo(TagSequence.random().next())
                .matches("[0-9a-z]{7}-1");
    }
}
