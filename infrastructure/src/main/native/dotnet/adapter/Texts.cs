// Converts texts, numbers and times between the broker's API and exchange_dll.h.
using System;
using System.Globalization;
using System.Text;

namespace Aftm.Exchange
{
    internal static unsafe class Texts
    {
        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(false);

        internal static string Read(byte* field, int capacity)
        {
            int length = 0;
            while (length < capacity && field[length] != 0) length++;
            return length == 0 ? "" : Utf8.GetString(Copy(field, length));
        }

        internal static string Read(IntPtr text)
        {
            return text == IntPtr.Zero ? "" : Read((byte*)text, int.MaxValue);
        }

        internal static byte[] Copy(byte* from, int length)
        {
            var bytes = new byte[length];
            for (int i = 0; i < length; i++) bytes[i] = from[i];
            return bytes;
        }

        /// Writes a text; truncates it at a character boundary if it is too long.
        internal static void Write(string text, byte* field, int capacity)
        {
            text = text ?? "";
            int length = Math.Min(text.Length, capacity - 1);
            while (length > 0 && (Utf8.GetByteCount(text.Substring(0, length)) > capacity - 1
                || char.IsHighSurrogate(text[length - 1]))) length--;
            byte[] bytes = Utf8.GetBytes(text.Substring(0, length));
            for (int i = 0; i < bytes.Length; i++) field[i] = bytes[i];
            field[bytes.Length] = 0;
        }

        /// Parses a number of contracts; blank counts as 0. Throws if it is not a number.
        internal static int Quantity(string text)
        {
            string trimmed = (text ?? "").Trim();
            if (trimmed == "") return 0;
            int quantity = int.Parse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture);
            return quantity;
        }

        /// Parses a price or an amount into units of 1/10000; blank counts as 0. Throws if it is not a number.
        internal static long Scaled(string text)
        {
            string trimmed = (text ?? "").Trim();
            if (trimmed == "") return 0;
            decimal number = decimal.Parse(
                trimmed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture);
            return checked((long)decimal.Round(number * Abi.Scale));
        }

        internal static void Require(bool sound, string what)
        {
            if (!sound) throw new FormatException(what);
        }
    }

    /// The broker reports Taipei times of day, and trading days, but no calendar dates.
    internal static class Times
    {
        private static readonly DateTime Epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        private static readonly TimeSpan Taipei = TimeSpan.FromHours(8);

        internal static long Now()
        {
            return (long)(DateTime.UtcNow - Epoch).TotalMilliseconds;
        }

        internal static int Day(string text)
        {
            DateTime day = DateTime.ParseExact((text ?? "").Trim(), "yyyyMMdd", CultureInfo.InvariantCulture);
            return day.Year * 10000 + day.Month * 100 + day.Day;
        }

        internal static int TradingDay(long millis)
        {
            DateTime local = Epoch.AddMilliseconds(millis) + Taipei;
            DateTime day = local.Hour >= 15 ? local.Date.AddDays(1) : local.Date;
            while (day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday) day = day.AddDays(1);
            return day.Year * 10000 + day.Month * 100 + day.Day;
        }

        /// Converts a time of day within a trading day. The night session starts at 15:00 of the previous weekday and continues
        /// after midnight. After a holiday the times of a night are one day late, but their order is right.
        internal static long Moment(int tradingDay, string timeOfDay)
        {
            var day = new DateTime(tradingDay / 10000, tradingDay / 100 % 100, tradingDay % 100, 0, 0, 0, DateTimeKind.Utc);
            TimeSpan time = TimeOfDay(timeOfDay);
            DateTime before = day.AddDays(-1);
            while (before.DayOfWeek == DayOfWeek.Saturday || before.DayOfWeek == DayOfWeek.Sunday) before = before.AddDays(-1);
            DateTime date = time.Hours >= 15 ? before : time.Hours < 7 ? before.AddDays(1) : day;
            return (long)(date + time - Taipei - Epoch).TotalMilliseconds;
        }

        /// Converts a time of day without a date, which is taken to be within the last 24 hours.
        internal static long Recent(string timeOfDay)
        {
            DateTime now = DateTime.UtcNow + Taipei;
            DateTime moment = now.Date + TimeOfDay(timeOfDay);
            if (moment > now.AddMinutes(5)) moment = moment.AddDays(-1);
            return (long)(moment - Taipei - Epoch).TotalMilliseconds;
        }

        /// Parses HHmmss with any fraction.
        private static TimeSpan TimeOfDay(string text)
        {
            string digits = (text ?? "").Trim().Replace(":", "").Replace(".", "");
            Texts.Require(digits.Length >= 6, "a time");
            string padded = (digits + "000").Substring(0, 9);
            int number = int.Parse(padded, NumberStyles.None, CultureInfo.InvariantCulture);
            return new TimeSpan(0, number / 10000000, number / 100000 % 100, number / 1000 % 100, number % 1000);
        }
    }
}
