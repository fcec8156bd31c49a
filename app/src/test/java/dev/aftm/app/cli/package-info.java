@NullMarked
package dev.aftm.app.cli;

import org.jspecify.annotations.NullMarked;
