/**
 * What the brake keeps in files: the limits that an operator sets, and whether the kill switch is engaged.
 */
@NullMarked
package dev.aftm.infrastructure.risk;

import org.jspecify.annotations.NullMarked;
