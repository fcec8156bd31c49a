/**
 * Watches the system and says when something is wrong: what is counted, what other processes report, and the alerts that
 * follow. Nothing here touches an order.
 */
@NullMarked
package dev.aftm.interactor.monitor;

import org.jspecify.annotations.NullMarked;
