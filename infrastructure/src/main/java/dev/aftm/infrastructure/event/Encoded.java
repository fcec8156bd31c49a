package dev.aftm.infrastructure.event;

/**
 * An event on its way to JSON.
 *
 * @param kind what happened, in one word
 * @param detail further values, a record that becomes a JSON object
 */
record Encoded(String kind, Object detail) {}
