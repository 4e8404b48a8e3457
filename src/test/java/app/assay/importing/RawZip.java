package app.assay.importing;

import app.assay.work.Plain;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// An archive written field by field, so that every field can lie.
final class RawZip {

    /// A member and what its two headers say of it.
    static final class Member {
        final String name;
        String localName;
        int localSignature = 0x04034b50;
        int method = 8;
        int flags;
        long crc;
        long size;
        long localSize = -1;
        byte[] packed;
        long offset = -1;

        Member(String name, byte[] content) {
            this.name = name;
            this.localName = name;
            var sum = new CRC32();
            sum.update(content);
            crc = sum.getValue();
            size = content.length;
            packed = deflated(content);
        }

        Member stored(byte[] content) {
            method = 0;
            packed = content;
            return this;
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final List<Member> directoryOnly = new ArrayList<>();
    int countTold = -1;

    Member add(String name, byte[] content) {
        var member = new Member(name, content);
        members.add(member);
        return member;
    }

    /// A member that only the directory knows; its bytes are somewhere in those of another.
    Member addToDirectory(String name, byte[] content, long offset) {
        var member = new Member(name, content);
        member.offset = offset;
        directoryOnly.add(member);
        return member;
    }

    static byte[] deflated(byte[] content) {
        var deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    /// The header that stands before a member's bytes.
    static byte[] local(Member member) {
        byte[] name = member.localName.getBytes(StandardCharsets.UTF_8);
        var buffer = ByteBuffer.allocate(30 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(member.localSignature).putShort((short) 20).putShort((short) member.flags);
        buffer.putShort((short) member.method).putShort((short) 0).putShort((short) 33);
        buffer.putInt((int) member.crc).putInt(member.packed.length);
        buffer.putInt((int) (member.localSize < 0 ? member.size : member.localSize));
        buffer.putShort((short) name.length).putShort((short) 0).put(name);
        return buffer.array();
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        for (Member member : members) {
            member.offset = out.size();
            out.writeBytes(local(member));
            out.writeBytes(member.packed);
        }
        int start = out.size();
        var all = new ArrayList<>(members);
        all.addAll(directoryOnly);
        for (Member member : all) {
            byte[] name = member.name.getBytes(StandardCharsets.UTF_8);
            var buffer = ByteBuffer.allocate(46 + name.length).order(ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(0x02014b50).putShort((short) 20).putShort((short) 20).putShort((short) member.flags);
            buffer.putShort((short) member.method).putShort((short) 0).putShort((short) 33);
            buffer.putInt((int) member.crc).putInt(member.packed.length).putInt((int) member.size);
            buffer.putShort((short) name.length).putShort((short) 0).putShort((short) 0);
            buffer.putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt((int) member.offset)
                    .put(name);
            out.writeBytes(buffer.array());
        }
        int length = out.size() - start;
        var end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        int count = countTold < 0 ? all.size() : countTold;
        end.putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count);
        end.putInt(length).putInt(start).putShort((short) 0);
        out.writeBytes(end.array());
        return out.toByteArray();
    }

    /// An archive of so many members that only the wide directory can count them. They are all empty.
    static byte[] ofMany(int count) {
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (int number = 0; number < count; number++) {
            byte[] name = Plain.text("%06d.csv", number).getBytes(StandardCharsets.US_ASCII);
            var local = ByteBuffer.allocate(30 + name.length).order(ByteOrder.LITTLE_ENDIAN);
            local.putInt(0x04034b50).putShort((short) 20).position(26);
            local.putShort((short) name.length).putShort((short) 0).put(name);
            var central = ByteBuffer.allocate(46 + name.length).order(ByteOrder.LITTLE_ENDIAN);
            central.putInt(0x02014b50).putShort((short) 20).putShort((short) 20).position(28);
            central.putShort((short) name.length).position(42);
            central.putInt(out.size()).put(name);
            out.writeBytes(local.array());
            directory.writeBytes(central.array());
        }
        long start = out.size();
        out.writeBytes(directory.toByteArray());
        var end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        end.putLong(count).putLong(count).putLong(directory.size()).putLong(start);
        end.putInt(0x07064b50).putInt(0).putLong(start + directory.size()).putInt(1);
        end.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1);
        end.putShort((short) 0);
        out.writeBytes(end.array());
        return out.toByteArray();
    }
}
