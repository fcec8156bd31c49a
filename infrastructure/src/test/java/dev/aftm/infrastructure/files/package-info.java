/** Tests of files that only their owner can access, and the faults that the disk of every store is given. */
@NullMarked
package dev.aftm.infrastructure.files;

import org.jspecify.annotations.NullMarked;
