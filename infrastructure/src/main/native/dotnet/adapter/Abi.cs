// exchange_dll.h in C#: the structures byte for byte, the functions as delegates. That header explains their meaning.
using System;
using System.Runtime.InteropServices;

namespace Aftm.Exchange
{
    internal static class Abi
    {
        internal const int Ok = 0, Argument = -1, NotLoggedIn = -2, Disconnected = -3, Unsupported = -4, Failed = -6;
        internal const int Working = 1, Filled = 2, Cancelled = 3, Refused = 4;
        internal const int LoggedOut = 0, LoggedIn = 1, LineDown = 2, LoginRefused = 3;
        internal const int CanBeFed = 1, CanFindByTag = 2, CanTellAbsence = 4, CanReplace = 8, CanReportTicks = 16,
            CanListOrders = 32;
        internal const int CodeBytes = 24, NameBytes = 64, NoteBytes = 232, TextBytes = 256;

        internal const int EventSession = 1, EventOrder = 2, EventFill = 3, EventTick = 4, EventFoundOrder = 5, EventFoundFill = 6,
            EventFoundPosition = 7, EventFoundMargin = 8, EventAnswered = 9, EventNotAnswered = 10;

        internal const decimal Scale = 10000m;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct Description
    {
        internal int capabilities, noteBytes;
        internal fixed byte encoding[24];
        internal fixed byte name[64];
        internal fixed byte version[24];
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct InstrumentRecord
    {
        internal fixed byte itemCode[24];
        internal fixed byte name[64];
        internal long multiplier;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct OrderRecord
    {
        internal fixed byte account[24];
        internal fixed byte itemCode[24];
        internal fixed byte note[232];
        internal long price;
        internal int side, type, quantity, timeInForce, openClose, dayTrade;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct ReplyRecord
    {
        internal int accepted, padding;
        internal fixed byte serial[24];
        internal fixed byte code[24];
        internal fixed byte text[256];
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct OrderReport
    {
        internal fixed byte serial[24];
        internal fixed byte account[24];
        internal fixed byte itemCode[24];
        internal fixed byte note[232];
        internal fixed byte code[24];
        internal fixed byte text[256];
        internal long price, time;
        internal int tradingDay, state, side, type, quantity, filled, cancelled, timeInForce;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct FillReport
    {
        internal fixed byte number[24];
        internal fixed byte serial[24];
        internal fixed byte account[24];
        internal fixed byte itemCode[24];
        internal fixed byte note[232];
        internal long price, time;
        internal int tradingDay, side, quantity, padding;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct PositionRecord
    {
        internal fixed byte account[24];
        internal fixed byte itemCode[24];
        internal long averagePrice, unrealizedPnl;
        internal int quantity, padding;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct MarginRecord
    {
        internal fixed byte account[24];
        internal fixed byte currency[24];
        internal long balance, equity, initialMargin, available;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct TickRecord
    {
        internal fixed byte itemCode[24];
        internal long price, time;
        internal int quantity, padding;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct StatusRecord
    {
        internal int state, padding;
        internal fixed byte code[24];
        internal fixed byte text[256];
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct AnswerRecord
    {
        internal int records, complete, coversFrom, padding;
    }

    /// The table of exchange_table.h: sizes from C, then a pointer for each function.
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct Table
    {
        internal fixed int sizes[12];
        internal IntPtr open, describe, login, logout, accounts, instruments, tradingDay, sendOrder, cancelOrder, replaceOrder,
            findOrders, queryFills, queryPositions, queryMargin, subscribe, feed, counts, close;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void Listener(IntPtr context, int kind, long request, IntPtr record);
}
