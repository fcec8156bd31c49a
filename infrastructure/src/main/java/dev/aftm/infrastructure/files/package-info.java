/**
 * Creates files and folders that only their owner can access, and checks their permissions.
 * For any thread; what the files contain must stay out.
 */
@NullMarked
package dev.aftm.infrastructure.files;

import org.jspecify.annotations.NullMarked;
