/**
 * The command line: one class a command, human tables by default, one JSON document where asked for.
 */
@NullMarked
package dev.aftm.app.cli;

import org.jspecify.annotations.NullMarked;
