package dev.aftm.interactor.model;

import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.store.EventLog;
import dev.aftm.interactor.port.store.HistoryStore;
import dev.aftm.interactor.port.store.LogHeadStore;
import dev.aftm.interactor.port.store.TagWords;

/** What a journal is made of. */
record JournalParts(Clock clock, EventLog log, TagWords words, LogHeadStore heads, HistoryStore history) {}
