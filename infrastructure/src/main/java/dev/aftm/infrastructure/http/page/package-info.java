/**
 * What the status page shows: its view model, charts, account activity, and the files of the page.
 * Runs on the status-page thread, which polls the gateway; nothing here may reach the gateway's loop.
 */
@NullMarked
package dev.aftm.infrastructure.http.page;

import org.jspecify.annotations.NullMarked;
