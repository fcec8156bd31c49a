/**
 * Starting, watching, restarting and stopping the processes of the system.
 */
@NullMarked
package dev.aftm.infrastructure.process;

import org.jspecify.annotations.NullMarked;
