/** Where alerts go: the log, and a command of the operator's own. */
@NullMarked
package dev.aftm.infrastructure.alert;

import org.jspecify.annotations.NullMarked;
