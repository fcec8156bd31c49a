/**
 * The sockets: gateway server and client, tick and signal channels. Each socket belongs to one thread; all of them are armoured in one place.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq;

import org.jspecify.annotations.NullMarked;
