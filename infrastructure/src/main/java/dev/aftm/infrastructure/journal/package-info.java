/**
 * Where the record of orders is kept.
 */
@NullMarked
package dev.aftm.infrastructure.journal;

import org.jspecify.annotations.NullMarked;
