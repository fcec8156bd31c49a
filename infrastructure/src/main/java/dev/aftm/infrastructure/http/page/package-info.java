/**
 * The contents of the status page: its view model, charts, account activity, and the files of the page.
 * Runs on the {@code status-poller} thread, which polls the gateway; nothing here may reach the gateway's loop.
 */
@NullMarked
package dev.aftm.infrastructure.http.page;

import org.jspecify.annotations.NullMarked;
