/**
 * What the use cases need from outside, one small interface a purpose; adapters in infrastructure implement them.
 */
@NullMarked
package dev.aftm.interactor.port;

import org.jspecify.annotations.NullMarked;
