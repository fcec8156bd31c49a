/**
 * Files and folders that nobody but their owner can look into.
 */
@NullMarked
package dev.aftm.infrastructure.files;

import org.jspecify.annotations.NullMarked;
